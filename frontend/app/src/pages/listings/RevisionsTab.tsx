import { useQuery } from "@tanstack/react-query";
import { Empty, Timeline } from "antd";
import { revisionsQuery } from "../../api/listings";
import { timeText } from "../../format/dates";
import type { ListingNoun } from "../../path";
import { Loaded } from "../../ui/Loaded";
import { fieldLabel } from "./words";

const unique = (values: string[]) => [...new Set(values)];

export function RevisionsTab({ noun, id }: { noun: ListingNoun; id: string }) {
  const query = useQuery(revisionsQuery(noun, id));
  return (
    <Loaded query={query}>
      {(revisions) =>
        revisions.length === 0 ? (
          <Empty description="发布以后还没有修改过" />
        ) : (
          <Timeline
            items={revisions.map((revision) => ({
              key: revision.version,
              content: (
                <>
                  <strong>第 {revision.version} 版被修改</strong> {revision.person}{" "}
                  <span className="quiet">{timeText(revision.at)}</span>
                  <div>修改了：{unique(revision.changed.map(fieldLabel)).join("、") || "—"}</div>
                </>
              ),
            }))}
          />
        )
      }
    </Loaded>
  );
}
