import { Segmented } from "antd";
import { PageHead } from "../../ui/PageHead";
import { useUrlState } from "../../ui/use-url-state";
import { MatchList } from "./MatchList";

const states = [
  { value: "suggested", label: "待处理" },
  { value: "accepted", label: "已认可" },
  { value: "dismissed", label: "不合适" },
  { value: "all", label: "全部" },
];

const empty_texts: Record<string, string> = {
  suggested: "没有等您处理的匹配",
  accepted: "还没有认可过的匹配",
  dismissed: "没有标为不合适的匹配",
};

export default function MatchesPage() {
  const url = useUrlState();
  const state = states.find(({ value }) => value === url.get("state"))?.value ?? "suggested";
  return (
    <>
      <PageHead title="匹配" note="系统按技术内容、成熟度、价格、方式、地区和时间算出的供需对，每一条都写明理由。" />
      <div className="filters">
        <Segmented
          aria-label="匹配状态"
          value={state}
          options={states}
          onChange={(value) => url.change({ state: value })}
        />
      </div>
      <MatchList
        filter={{
          state: state === "all" ? undefined : state,
          demand_id: url.get("demand_id"),
          achievement_id: url.get("achievement_id"),
          cursor: url.get("cursor"),
        }}
        empty={empty_texts[state] ?? "还没有匹配"}
      />
    </>
  );
}
