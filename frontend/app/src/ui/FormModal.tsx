import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Modal } from "antd";
import { useId, useState, type ReactNode } from "react";
import { isStale } from "../api/errors";
import { showFaults } from "./form-faults";
import { useIdempotencyKey } from "./identifier";
import { useAction } from "./use-action";

interface FormModalProps<T extends object> {
  title: string;
  onClose: () => void;
  initialValues?: Partial<T>;
  submitLabel: string;
  danger?: boolean;
  width?: number;
  done: string;
  intro?: ReactNode;
  /** Sends the values; `key` is the same for every try of this form. */
  run: (values: T, key: string) => Promise<unknown>;
  onDone?: () => void;
  children: ReactNode;
}

/**
 * One form in a dialog. Mounted only while open, so that it starts from the record as it is. Errors stand at their
 * fields; after a conflict the typed values stay and the record behind the dialog is read again.
 */
export function FormModal<T extends object>(props: FormModalProps<T>) {
  const { title, onClose, submitLabel, run, done, onDone } = props;
  const [form] = Form.useForm<T>();
  const [faults, setFaults] = useState<string[]>([]);
  const [stale, setStale] = useState(false);
  const client = useQueryClient();
  const key = useIdempotencyKey();
  const name = useId();
  const action = useAction((values: T) => run(values, key), {
    done,
    quiet: true,
    onDone: () => (onDone ?? onClose)(),
  });
  const send = (values: T) => {
    setFaults([]);
    action.mutate(values, {
      onError: (error) => {
        setStale(isStale(error));
        setFaults(showFaults(form, error));
      },
    });
  };
  const reload = async () => {
    await client.invalidateQueries();
    setStale(false);
    setFaults([]);
  };
  return (
    <Modal
      open
      title={title}
      width={props.width ?? 560}
      onCancel={onClose}
      onOk={form.submit}
      okText={submitLabel}
      okButtonProps={{ danger: props.danger, disabled: stale }}
      confirmLoading={action.isPending}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {props.intro}
      {faults.length > 0 && (
        <Alert
          className="form-alert"
          type="error"
          showIcon
          title={faults.join("；")}
          action={stale && <Button onClick={() => void reload()}>载入最新内容，保留已填写的</Button>}
        />
      )}
      <Form<T> form={form} name={name} layout="vertical" initialValues={props.initialValues} onFinish={send} scrollToFirstError>
        {props.children}
      </Form>
    </Modal>
  );
}
