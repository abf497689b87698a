import { App, Button } from "antd";
import { useMutation } from "@tanstack/react-query";
import { messageOf } from "../../api/errors";
import { verifyAudit } from "../../api/organizations";

/** Recomputes the whole chain and names what does not fit. */
export function AuditVerification() {
  const { modal, message } = App.useApp();
  const verify = useMutation({
    mutationFn: (_: undefined) => verifyAudit(),
    onSuccess: ({ events, faults }) => {
      if (faults.length === 0) {
        modal.success({ title: "审计链完整", content: `共校验 ${events} 条记录，没有缺失、改动或调换。` });
        return;
      }
      modal.error({
        title: `审计链有 ${faults.length} 处问题`,
        width: 640,
        content: (
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        ),
      });
    },
    onError: (error) => void message.error(messageOf(error)),
  });
  return (
    <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate(undefined)}>
      校验审计链
    </Button>
  );
}
