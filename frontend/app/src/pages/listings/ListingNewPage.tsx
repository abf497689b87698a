import { Alert, Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { listingCalls, type Listing } from "../../api/listings";
import { limit, oneLine } from "../../fields/limits";
import { FieldSelect } from "../../fields/pickers";
import { path, type ListingNoun } from "../../path";
import { count_pause_milliseconds, useDebounced } from "../../ui/debounced";
import { showFaults } from "../../ui/form-faults";
import { useIdempotencyKey } from "../../ui/identifier";
import { PageHead } from "../../ui/PageHead";
import { useAction } from "../../ui/use-action";
import { draftOf } from "./draft";
import { PreviewPanel } from "./PreviewPanel";
import { listing_words } from "./words";

interface FirstValues {
  title: string;
  summary?: string;
  field?: string;
  problem?: string;
}

/** What somebody came with, such as the search on the public site that found nothing. */
function valuesFrom(search: URLSearchParams): Partial<FirstValues> {
  const text = (name: string, most: number) =>
    [...(search.get(name) ?? "").trim()].slice(0, most).join("") || undefined;
  return { title: text("title", limit.title), field: text("field", 2), problem: text("problem", limit.answer) };
}

/** What the few words would find already; counted when typing pauses. */
function FirstPreview({ first }: { first: Partial<FirstValues> }) {
  const form = Form.useFormInstance<FirstValues>();
  const typed = JSON.stringify(Form.useWatch([], form) ?? first);
  const settled = JSON.parse(useDebounced(typed, count_pause_milliseconds)) as Partial<FirstValues>;
  return <PreviewPanel draft={draftOf("demands", { ...settled })} />;
}

/** A name is enough for a draft; everything else is filled in section by section and kept on the way. */
export function ListingNewPage({ noun }: { noun: ListingNoun }) {
  const words = listing_words[noun];
  const navigate = useNavigate();
  const [form] = Form.useForm<FirstValues>();
  const first = valuesFrom(useSearchParams()[0]);
  const [faults, setFaults] = useState<string[]>([]);
  const key = useIdempotencyKey();
  const create = useAction((values: FirstValues): Promise<Listing> => listingCalls(noun).create(values, key), {
    done: "草稿已建立，请继续填写",
    quiet: true,
    onDone: (listing) => void navigate(path.listingEdit(noun, listing.id), { replace: true }),
  });
  const send = (values: FirstValues) => {
    setFaults([]);
    create.mutate(values, { onError: (error) => setFaults(showFaults(form, error)) });
  };
  return (
    <>
      <PageHead title={`发布${words.noun}`} note="先建立草稿，之后分节填写，随时保存，填完再提交审核。" />
      <Form<FirstValues> form={form} name="new-listing" layout="vertical" initialValues={first} onFinish={send}>
        <div className={noun === "demands" ? "two-columns" : undefined}>
          <Card>
            {faults.length > 0 && <Alert className="form-alert" type="error" showIcon title={faults.join("；")} />}
            <Form.Item
              name="title"
              label={`${words.noun}名称`}
              rules={[{ required: true, whitespace: true, message: `请填写${words.noun}名称` }]}
            >
              <Input maxLength={limit.title} showCount autoFocus />
            </Form.Item>
            <Form.Item name="field" label="技术领域（可以稍后再选）">
              <FieldSelect />
            </Form.Item>
            <Form.Item name="summary" label="摘要（可以稍后再写）" normalize={oneLine}>
              <Input.TextArea rows={3} maxLength={limit.summary} showCount />
            </Form.Item>
            {noun === "demands" && first.problem && (
              <Form.Item name="problem" label="要解决的问题" extra="由检索词带来，请补充现状和想达到的效果；之后还可以修改">
                <Input.TextArea rows={3} maxLength={limit.answer} showCount />
              </Form.Item>
            )}
            <Button type="primary" htmlType="submit" loading={create.isPending}>
              建立草稿并继续填写
            </Button>
          </Card>
          {noun === "demands" && (
            <aside className="side-panel">
              <FirstPreview first={first} />
            </aside>
          )}
        </div>
      </Form>
    </>
  );
}
