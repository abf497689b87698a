import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Flex, Tag } from "antd";
import { Link } from "react-router";
import type { WatchOut } from "../../api/types";
import { deleteWatch, markWatchSeen, watchesQuery } from "../../api/watches";
import { dayText } from "../../format/dates";
import { path } from "../../path";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { useAction } from "../../ui/use-action";

function Nothing() {
  return (
    <Empty
      className="empty-list"
      description={
        <>
          <p>还没有关注。匹配里“差一点”的成果可以关注，等它成熟、降价或改了方式，工作台会提示您。</p>
          <Link to={path.matches({ state: "near_miss" })}>
            <Button type="primary">看差一点的匹配</Button>
          </Link>
        </>
      }
    />
  );
}

function WatchCard({ watch }: { watch: WatchOut }) {
  const seen = useAction((_: undefined) => markWatchSeen(watch.id), { done: "已记下，再有变化才提示" });
  const giveUp = useAction((_: undefined) => deleteWatch(watch.id), { done: "已取消关注" });
  const changed = watch.changes.length > 0;
  return (
    <Flex vertical gap={8}>
      <h3>
        {watch.achievement ? (
          <Link to={path.listing("achievements", watch.achievement.id)}>{watch.achievement.title}</Link>
        ) : (
          "这项成果您现在看不到了"
        )}{" "}
        {changed ? <Tag color="red">有变化</Tag> : <Tag>没有变化</Tag>}
      </h3>
      {changed && (
        <ul aria-label="变化">
          {watch.changes.map((change) => (
            <li key={change.what}>
              {change.label}：{change.before} → <strong>{change.after}</strong>
            </li>
          ))}
        </ul>
      )}
      <Flex justify="space-between" align="center" gap={8} wrap>
        <span className="quiet">{dayText(watch.created_at)} 起关注</span>
        <Flex gap={8} wrap>
          {changed && (
            <Button size="small" type="primary" loading={seen.isPending} onClick={() => seen.mutate(undefined)}>
              知道了
            </Button>
          )}
          <Button size="small" danger loading={giveUp.isPending} onClick={() => giveUp.mutate(undefined)}>
            取消关注
          </Button>
        </Flex>
      </Flex>
    </Flex>
  );
}

/** What the person waits for, those that changed first. */
export default function WatchesPage() {
  const query = useQuery(watchesQuery);
  return (
    <>
      <PageHead
        title="关注"
        note="您在等的成果：成熟度、合作方式、价格、法律状态或发布状态变了，这里和工作台首页各提示一次。只有您自己看得到。"
      />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing />
          ) : (
            <ul className="card-list" aria-label="关注的成果">
              {[...items]
                .sort((left, right) => Number(right.changes.length > 0) - Number(left.changes.length > 0))
                .map((watch) => (
                  <li key={watch.id}>
                    <Card size="small">
                      <WatchCard watch={watch} />
                    </Card>
                  </li>
                ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
