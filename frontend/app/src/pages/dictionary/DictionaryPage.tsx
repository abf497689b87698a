import { useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useReducer, useState } from "react";
import { dictionaryQuery } from "../../api/dictionary";
import type { DictionaryOut, WordList } from "../../api/types";
import { timeText } from "../../format/dates";
import { isAdmin, useSession } from "../../session/session";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { UnsavedGuard } from "../../ui/UnsavedGuard";
import { useUrlState } from "../../ui/use-url-state";
import { changeDraft, draftSize, emptyDraft, list_labels, word_lists } from "./draft";
import { DraftBar } from "./DraftBar";
import { EntriesTab } from "./EntriesTab";
import { InForce } from "./InForce";
import { PreviewDrawer } from "./PreviewDrawer";
import { ProposalsTab } from "./ProposalsTab";
import { VersionsTab } from "./VersionsTab";

const tabLabel = (dictionary: DictionaryOut, list: WordList) => {
  const size = dictionary.lists.find((each) => each.list === list);
  return `${list_labels[list]}${size ? ` ${size.built_in + size.own}` : ""}`;
};

function Desk({ dictionary }: { dictionary: DictionaryOut }) {
  const url = useUrlState();
  const mayEdit = isAdmin(useSession());
  const [draft, change] = useReducer(changeDraft, undefined, emptyDraft);
  const [previewing, setPreviewing] = useState(false);
  const size = draftSize(draft);
  const tabs = [
    ...word_lists.map((list) => ({
      key: list,
      label: tabLabel(dictionary, list),
      children: <EntriesTab list={list} draft={draft} change={change} mayEdit={mayEdit} />,
    })),
    {
      key: "proposals",
      label: "新词建议",
      children: <ProposalsTab draft={draft} change={change} mayEdit={mayEdit} />,
    },
    {
      key: "versions",
      label: "版本",
      children: <VersionsTab version={dictionary.version} mayEdit={mayEdit && size === 0} hasDraft={size > 0} />,
    },
  ];
  return (
    <>
      <InForce dictionary={dictionary} />
      <Tabs
        activeKey={url.get("tab") ?? "terms"}
        destroyOnHidden
        items={tabs}
        onChange={(tab) => url.change({ tab, q: null, origin: null, source: null, add: null })}
      />
      {size > 0 && (
        <DraftBar draft={draft} onClear={() => change({ kind: "clear" })} onPreview={() => setPreviewing(true)} />
      )}
      {previewing && (
        <PreviewDrawer
          dictionary={dictionary}
          draft={draft}
          onClose={() => setPreviewing(false)}
          onSaved={() => {
            change({ kind: "clear" });
            setPreviewing(false);
          }}
        />
      )}
      <UnsavedGuard active={size > 0} />
    </>
  );
}

export default function DictionaryPage() {
  const query = useQuery(dictionaryQuery);
  const { data } = query;
  const note = data?.version
    ? `第 ${data.version} 版，${data.author ?? ""} ${timeText(data.saved_at)}：${data.note || "恢复旧版"}`
    : "目前只有内置词表。这里的词条、同义词和停用词决定检索怎样切分和理解文字。";
  return (
    <>
      <PageHead title="词典" note={note} />
      <Loaded query={query}>{(dictionary) => <Desk dictionary={dictionary} />}</Loaded>
    </>
  );
}
