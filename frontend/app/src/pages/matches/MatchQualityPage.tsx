import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Flex, Progress, Table, Tag } from "antd";
import { Link } from "react-router";
import { activateMatchModel, fitMatchModel, matchModelsQuery, matchQualityQuery } from "../../api/matches";
import type { MatchModelOut, MatchModelsOut, QualityOut, QualityRow } from "../../api/types";
import { dayText, timeText } from "../../format/dates";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { useSession } from "../../session/session";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { useAction } from "../../ui/use-action";
import { scoreText } from "./reasons";

const percent = (value?: number | null) => (value == null ? "—" : `${(value * 100).toFixed(1)}%`);
const three = (value?: number | null) => (value == null ? "—" : value.toFixed(3));

/** Which decisions a row counts: those of a field, of a scorer, or all of the month. */
type RowFilter = (key: string) => { judged_field?: string; judged_scorer?: string };

function QualityTable({ rows, first, since, of }: { rows: QualityRow[]; first: string; since: string; of: RowFilter }) {
  const opened = (judged: string, count: number, { key }: QualityRow) =>
    count > 0 ? <Link to={path.matches({ judged, judged_since: since, ...of(key) })}>{count}</Link> : 0;
  return (
    <Table<QualityRow>
      size="small"
      rowKey="key"
      pagination={false}
      dataSource={rows}
      scroll={{ x: "max-content" }}
      columns={[
        { title: first, dataIndex: "label" },
        { title: "认可", align: "right", render: (_, row) => opened("accepted", row.accepted, row) },
        { title: "不合适", align: "right", render: (_, row) => opened("dismissed", row.dismissed, row) },
        { title: "认可率", align: "right", render: (_, row) => percent(row.accept_rate) },
        { title: "nDCG@10", align: "right", render: (_, row) => three(row.ndcg10) },
        { title: "recall@20", align: "right", render: (_, row) => three(row.recall20) },
      ]}
    />
  );
}

function Against({ rows }: { rows: QualityOut["against"] }) {
  const { label } = useReference();
  if (rows.length === 0) return <Empty description="没有与分数相反的决定" />;
  return (
    <ul className="plain-list" aria-label="与分数相反的决定">
      {rows.map((row) => (
        <li key={`${row.match_id}-${row.at}`}>
          <Link to={path.match(row.match_id)}>
            {row.demand} ↔ {row.achievement}
          </Link>{" "}
          <Tag color={row.accepted ? "green" : "red"}>{row.accepted ? "认可" : "不合适"}</Tag>
          <span className="quiet">
            匹配分 {scoreText(row.score)}
            {row.reason ? ` · ${label("dismiss_reason", row.reason)}` : ""} · {dayText(row.at)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Models({ models }: { models: MatchModelsOut }) {
  const { modal } = App.useApp();
  const { label } = useReference();
  const admin = useSession().membership.role === "admin";
  const fit = useAction((_: undefined) => fitMatchModel(), { done: "已学完，结果见下表" });
  const activate = useAction(activateMatchModel, { done: "已启用，正在后台重新匹配" });
  const ask = (version: number) =>
    modal.confirm({
      title: version === 0 ? "恢复出厂权重？" : `启用第 ${version} 版？`,
      content: "启用后在后台重新匹配全部需求，完成前原有的匹配照旧。",
      okText: "启用",
      cancelText: "取消",
      onOk: () => activate.mutateAsync(version),
    });
  const { rematching } = models;
  return (
    <Flex vertical gap={12}>
      {rematching && !rematching.finished_at && (
        <Alert
          type="info"
          title={`${rematching.reason}：正在重新匹配 ${rematching.done} / ${rematching.total}`}
          description={<Progress percent={Math.round((100 * rematching.done) / Math.max(rematching.total, 1))} />}
        />
      )}
      <Flex justify="space-between" align="center" gap={8} wrap>
        <span className="quiet">
          上次学习以后有 {models.new_judgements} 个新的决定。至少 10 条需求既有认可又有不合适，才够学习。
        </span>
        {admin && (
          <Button loading={fit.isPending} onClick={() => fit.mutate(undefined)}>
            现在学习
          </Button>
        )}
      </Flex>
      <Table<MatchModelOut>
        size="small"
        rowKey="version"
        pagination={false}
        dataSource={models.items}
        scroll={{ x: "max-content" }}
        expandable={{
          expandedRowRender: ({ weights }) =>
            weights.map(({ name, label: part, weight, shipped }) => (
              <div key={name}>
                {part} {(weight * 100).toFixed(1)} <span className="quiet">（出厂 {(shipped * 100).toFixed(1)}）</span>
              </div>
            )),
        }}
        columns={[
          { title: "版本", render: (_, { version }) => (version === 0 ? "出厂" : `第 ${version} 版`) },
          { title: "状态", render: (_, { state }) => label("match_model_state", state) },
          { title: "原来", align: "right", render: (_, { figures }) => percent(figures?.current) },
          { title: "学习后", align: "right", render: (_, { figures }) => percent(figures?.fitted) },
          {
            title: "提高",
            align: "right",
            render: (_, { figures }) =>
              figures ? `${(figures.gain * 100).toFixed(1)} ± ${(figures.error * 100).toFixed(1)}` : "—",
          },
          { title: "时间", render: (_, { created_at }) => (created_at ? timeText(created_at) : "") },
          {
            title: "",
            render: (_, { version, state }) =>
              admin && state !== "active" ? (
                <Button size="small" loading={activate.isPending} onClick={() => void ask(version)}>
                  {state === "refused" ? "仍要启用" : "启用"}
                </Button>
              ) : null,
          },
        ]}
      />
    </Flex>
  );
}

function QualityView({ quality }: { quality: QualityOut }) {
  return (
    <Flex vertical gap={16}>
      <Card title={`${dayText(quality.since)} 以来`}>
        {quality.month.accepted + quality.month.dismissed === 0 ? (
          <Empty description="这 30 天还没有人对匹配作过决定" />
        ) : (
          <QualityTable rows={[quality.month]} first="范围" since={quality.since} of={() => ({})} />
        )}
      </Card>
      {quality.by_field.length > 0 && (
        <Card title="按技术领域">
          <QualityTable rows={quality.by_field} first="技术领域" since={quality.since} of={(key) => ({ judged_field: key || "none" })} />
        </Card>
      )}
      {quality.by_scorer.length > 0 && (
        <Card title="按模型版本">
          <QualityTable rows={quality.by_scorer} first="版本" since={quality.since} of={(key) => ({ judged_scorer: key })} />
        </Card>
      )}
      <Card title="与分数相反的决定">
        {quality.boundary != null && (
          <p className="quiet">
            {`这 30 天认可了 ${quality.month.accepted} 条；分数若完全可信，认可的就是分数最高的 ${quality.month.accepted} 条（约 ${scoreText(quality.boundary)} 分以上）。` +
              "高于它却判为不合适、低于它却被认可的列在这里，差得最远的在前。"}
          </p>
        )}
        <Against rows={quality.against} />
      </Card>
      {quality.changes.length > 0 && (
        <Card title="词典和模型改动前后 30 天">
          <ul className="plain-list">
            {quality.changes.map((change) => (
              <li key={`${change.label}-${change.at}`}>
                {dayText(change.at)} {change.label}：认可率 {percent(change.before.accept_rate)} →{" "}
                {percent(change.after.accept_rate)}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Flex>
  );
}

/** How good the suggestions are by what people decided, and the versions of the weights learned from it. */
export default function MatchQualityPage() {
  const quality = useQuery(matchQualityQuery);
  const models = useQuery(matchModelsQuery);
  return (
    <>
      <PageHead title="匹配质量" note="只按人已经决定的匹配来算：认可了几条，好的是否排在前面，学习是否真的更准。" />
      <Flex vertical gap={16}>
        <Loaded query={quality}>{(found) => <QualityView quality={found} />}</Loaded>
        <Card title="模型版本">
          <Loaded query={models}>{(found) => <Models models={found} />}</Loaded>
        </Card>
      </Flex>
    </>
  );
}
