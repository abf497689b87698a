import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Flex, Form, Input, Skeleton } from "antd";
import { useState } from "react";
import { previewDictionary, saveDictionary } from "../../api/dictionary";
import { ApiError, isStale, messageOf } from "../../api/errors";
import type { DictionaryChange, DictionaryOut } from "../../api/types";
import { limit } from "../../fields/limits";
import { useAction } from "../../ui/use-action";
import { faultPlace } from "./draft";
import { PreviewResult } from "./PreviewResult";

interface PreviewDrawerProps {
  dictionary: DictionaryOut;
  draft: DictionaryChange;
  onClose: () => void;
  onSaved: () => void;
}

/** What is wrong with the rows of the draft, or with the request as a whole. */
export function Faults({ error }: { error: unknown }) {
  const fields = error instanceof ApiError ? error.fields : [];
  const title = isStale(error) ? "有人刚保存过词典，请按新的版本再看一遍" : messageOf(error);
  return (
    <Alert
      className="form-alert"
      type="error"
      showIcon
      title={fields.length > 1 ? `有 ${fields.length} 处需要修改` : title}
      description={
        fields.length > 1 && (
          <ul className="missing-list">
            {fields.map(({ path, message }) => (
              <li key={path + message}>{[faultPlace(path), message].filter(Boolean).join("：")}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

export function PreviewDrawer({ dictionary, draft, onClose, onSaved }: PreviewDrawerProps) {
  const [texts, setTexts] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const base_version = dictionary.version;
  const [note, setNote] = useState("");
  const save = useAction(() => saveDictionary({ base_version, change: draft, note }), {
    done: "已保存，正在生效",
    quiet: true,
    onDone: onSaved,
  });
  const preview = useQuery({
    queryKey: ["dictionary", "preview", base_version, draft, texts],
    queryFn: () => previewDictionary({ base_version, change: draft, texts }),
    placeholderData: keepPreviousData,
    // once saved, this version is no longer the one to preview upon
    enabled: !save.isPending && !save.isSuccess,
    retry: false,
    staleTime: Infinity,
  });
  const { preview_texts_max, preview_text_characters_max } = dictionary.limits;
  const tryTexts = () =>
    setTexts(
      typed
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean)
        .slice(0, preview_texts_max),
    );
  const blocked = preview.isError || preview.data?.changes.length === 0;
  const failure = save.error ?? preview.error;
  return (
    <Drawer
      open
      title="预览并保存"
      size="large"
      onClose={onClose}
      footer={
        <Form layout="vertical" onFinish={() => save.mutate(undefined)}>
          <Flex gap={8} align="flex-end" wrap>
            <Form.Item className="save-note" label="说明：改了什么、为什么" htmlFor="dictionary-note">
              <Input
                id="dictionary-note"
                value={note}
                maxLength={limit.line}
                placeholder="如：补充风电防冰的用语"
                onChange={({ target }) => setNote(target.value)}
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={save.isPending} disabled={blocked || note.trim() === ""}>
              保存
            </Button>
          </Flex>
        </Form>
      }
    >
      {failure && <Faults error={failure} />}
      <Form layout="vertical" onFinish={tryTexts}>
        <Form.Item
          label="试切自己的文字"
          htmlFor="dictionary-texts"
          extra={`一行一段，最多 ${preview_texts_max} 段，每段 ${preview_text_characters_max} 字；不填时用含有这些词的标题。`}
        >
          <Input.TextArea
            id="dictionary-texts"
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={typed}
            maxLength={preview_texts_max * (preview_text_characters_max + 1)}
            placeholder="风电叶片防冰涂层怎么做"
            onChange={({ target }) => setTyped(target.value)}
          />
        </Form.Item>
        <Button htmlType="submit" loading={preview.isFetching}>
          试切
        </Button>
      </Form>
      {preview.data ? (
        <PreviewResult preview={preview.data} />
      ) : (
        preview.isPending && <Skeleton active paragraph={{ rows: 8 }} aria-label="正在计算影响" />
      )}
    </Drawer>
  );
}
