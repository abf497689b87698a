import { Flex, Tag } from "antd";
import type { ListDifferenceOut } from "../../api/types";
import { listLabel } from "./draft";
import { EntryText } from "./EntriesTab";

function Entries({ sign, color, entries, count }: { sign: string; color: string; entries: string[]; count: number }) {
  return (
    <>
      {entries.map((entry) => (
        <Tag key={entry} color={color}>
          {sign} <EntryText text={entry} />
        </Tag>
      ))}
      {count > entries.length && <span className="quiet">等 {count} 条</span>}
    </>
  );
}

/** What one version changed, list by list. */
export function Differences({ changes }: { changes: ListDifferenceOut[] }) {
  return (
    <Flex vertical gap={6}>
      {changes.map((change) => (
        <Flex key={change.list} gap="4px 4px" wrap align="center">
          <span className="quiet">{listLabel(change.list)}</span>
          <Entries sign="＋" color="green" entries={change.added} count={change.added_count} />
          <Entries sign="－" color="red" entries={change.removed} count={change.removed_count} />
        </Flex>
      ))}
    </Flex>
  );
}
