import { Button, Segmented } from "antd";
import { Link } from "react-router";
import type { MatchFilter } from "../../api/matches";
import { path } from "../../path";
import { isStaff, useSession } from "../../session/session";
import { PageHead } from "../../ui/PageHead";
import { useUrlState } from "../../ui/use-url-state";
import { MatchList } from "./MatchList";

interface View {
  value: string;
  label: string;
  filter: MatchFilter;
  note?: string;
  empty: string;
}

const views: [View, ...View[]] = [
  {
    value: "suggested",
    label: "待处理",
    filter: { state: "suggested" },
    empty: "没有等您处理的匹配",
  },
  {
    value: "near_miss",
    label: "差一点",
    filter: { state: "suggested", near_miss: true },
    note: "内容合适、只差一个条件的匹配：每一条写明差在哪里、可以怎么办。",
    empty: "没有只差一个条件的匹配",
  },
  {
    value: "accepted",
    label: "已认可",
    filter: { state: "accepted" },
    empty: "还没有认可过的匹配",
  },
  {
    value: "dismissed",
    label: "不合适",
    filter: { state: "dismissed" },
    empty: "没有标为不合适的匹配",
  },
  {
    value: "all",
    label: "全部",
    filter: {},
    empty: "还没有匹配；成果或需求发布以后几秒内就会算出来。",
  },
];

export default function MatchesPage() {
  const url = useUrlState();
  const staff = isStaff(useSession());
  const view = views.find(({ value }) => value === url.get("state")) ?? views[0];
  return (
    <>
      <PageHead
        title="匹配"
        note="系统按技术内容、成熟度、价格、方式、地区和时间算出的供需对，每一条都写明理由。"
        extra={
          <>
            <Link to={path.watches()}>
              <Button>我的关注</Button>
            </Link>
            {staff && (
              <Link to={path.matchQuality()}>
                <Button>匹配质量</Button>
              </Link>
            )}
          </>
        }
      />
      <div className="filters">
        <Segmented
          aria-label="匹配状态"
          value={view.value}
          options={views.map(({ value, label }) => ({ value, label }))}
          onChange={(value) => url.change({ state: value })}
        />
      </div>
      {view.note && <p className="quiet view-note">{view.note}</p>}
      <MatchList
        filter={{
          ...view.filter,
          demand_id: url.get("demand_id"),
          achievement_id: url.get("achievement_id"),
          cursor: url.get("cursor"),
        }}
        empty={view.empty}
      />
    </>
  );
}
