import { Button, Segmented } from "antd";
import { Link } from "react-router";
import type { MatchFilter } from "../../api/matches";
import { dayText } from "../../format/dates";
import { path } from "../../path";
import { useReference, type Reference } from "../../reference/reference";
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

/** Which decisions the list stands behind. */
function judgedWords(filter: MatchFilter, reference: Reference): string {
  const since = filter.judged_since ? `${dayText(filter.judged_since)} 以来` : "";
  const code = filter.judged_field;
  const field = code === "none" ? "没有写技术领域的" : code ? `${reference.field(code)}领域` : "";
  const scorer = filter.judged_scorer ? `（算法 ${filter.judged_scorer}）` : "";
  return `${since}${field}判为“${filter.judged === "accepted" ? "认可" : "不合适"}”的匹配${scorer}。几个人判过的匹配只列一次。`;
}

export default function MatchesPage() {
  const url = useUrlState();
  const staff = isStaff(useSession());
  const reference = useReference();
  const judged = {
    judged: url.get("judged"),
    judged_since: url.get("judged_since"),
    judged_field: url.get("judged_field"),
    judged_scorer: url.get("judged_scorer"),
  };
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
          value={judged.judged ? "" : view.value}
          options={views.map(({ value, label }) => ({ value, label }))}
          onChange={(value) =>
            url.change({ state: value, judged: null, judged_since: null, judged_field: null, judged_scorer: null })
          }
        />
      </div>
      {view.note && !judged.judged && <p className="quiet view-note">{view.note}</p>}
      {judged.judged && (
        <p className="view-note">
          {judgedWords(judged, reference)} <Link to={path.matchQuality()}>回到匹配质量</Link>
        </p>
      )}
      <MatchList
        filter={{
          ...(judged.judged ? judged : view.filter),
          demand_id: url.get("demand_id"),
          achievement_id: url.get("achievement_id"),
          cursor: url.get("cursor"),
        }}
        empty={judged.judged ? "这些匹配已经不在了" : view.empty}
      />
    </>
  );
}
