import { Button, Flex, Form, Input, Modal, Space, Tag, type InputRef } from "antd";
import { useRef, useState, type Dispatch } from "react";
import type { DictionaryChange, WordList } from "../../api/types";
import { useUrlState } from "../../ui/use-url-state";
import { added, list_labels, parsePaste, type DraftAction } from "./draft";
import { EntryText } from "./EntriesTab";

interface AddEntriesProps {
  list: WordList;
  draft: DictionaryChange;
  change: Dispatch<DraftAction>;
}

const hints: Record<WordList, string> = {
  terms: "检索应当整体认识的词，如 防冰涂层；5G-V2X 这类不用登记",
  synonyms: "触摸屏，触控屏（互相能找到）或 车门=>塞拉门（搜左边也找右边）",
  stop_words: "不说明内容的词，如 怎么办；检索时不要求出现",
};

const characters_max = 300;
const paste_characters_max = 100_000;

export function AddEntries({ list, draft, change }: AddEntriesProps) {
  const url = useUrlState();
  const [text, setText] = useState(url.get("add") ?? "");
  const [pasting, setPasting] = useState(false);
  const input = useRef<InputRef>(null);
  const add = () => {
    const entries = parsePaste(list, text);
    if (entries.length === 0) return;
    change({ kind: "add", list, entries });
    setText("");
    input.current?.focus();
  };
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        <Space.Compact className="add-entry">
          <Input
            ref={input}
            aria-label={`新增${list_labels[list]}`}
            placeholder={hints[list]}
            value={text}
            maxLength={characters_max}
            onChange={({ target }) => setText(target.value)}
            onPressEnter={add}
          />
          <Button onClick={add} disabled={text.trim() === ""}>
            加入
          </Button>
        </Space.Compact>
        <Button onClick={() => setPasting(true)}>批量粘贴</Button>
      </Flex>
      {added(draft, list).length > 0 && (
        <Flex gap={4} wrap role="list" aria-label="待保存的新条目">
          {added(draft, list).map((entry) => (
            <Tag
              key={entry}
              color="green"
              role="listitem"
              closable
              closeIcon={<span aria-label={`撤回 ${entry}`}>×</span>}
              onClose={(event) => {
                event.preventDefault();
                change({ kind: "undo", list, entry });
              }}
            >
              ＋ <EntryText text={entry} />
            </Tag>
          ))}
        </Flex>
      )}
      {pasting && <PasteModal list={list} change={change} onClose={() => setPasting(false)} />}
    </Flex>
  );
}

function PasteModal({ list, change, onClose }: { list: WordList; change: Dispatch<DraftAction>; onClose: () => void }) {
  const [text, setText] = useState("");
  const entries = parsePaste(list, text);
  const add = () => {
    change({ kind: "add", list, entries });
    onClose();
  };
  return (
    <Modal
      open
      title={`批量粘贴${list_labels[list]}`}
      okText={entries.length > 0 ? `加入 ${entries.length} 条` : "加入"}
      okButtonProps={{ disabled: entries.length === 0 }}
      onOk={add}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form layout="vertical">
        <Form.Item
          label={list === "synonyms" ? "一行一条规则" : "用换行、空格、逗号或顿号分开"}
          extra="重复的只算一次；词表里已有的，保存时自动略过。"
        >
          <Input.TextArea
            rows={10}
            autoFocus
            aria-label="要加入的条目"
            placeholder={list === "synonyms" ? "触摸屏，触控屏\n车门=>塞拉门" : "防冰涂层\n电堆\n惯导"}
            value={text}
            maxLength={paste_characters_max}
            onChange={({ target }) => setText(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
