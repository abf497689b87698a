import { App, Button, Flex, Switch, Tag } from "antd";
import { Link } from "react-router";
import { deleteStandingSearch, patchStandingSearch } from "../../api/searches";
import type { StandingSearchOut } from "../../api/types";
import { timeText } from "../../format/dates";
import { path } from "../../path";
import { useAction } from "../../ui/use-action";
import { FilterTags } from "../search/FilterTags";
import { savedSearchQuery } from "../search/saved-search";

/** Opens the search with the newest first; what is new is marked there. */
const resultsOf = (row: StandingSearchOut) =>
  path.search({ ...savedSearchQuery(row.search), sort: "newest", standing: row.id });

function Unread({ row }: { row: StandingSearchOut }) {
  if (row.unread === 0) return <Tag>没有新发布</Tag>;
  return <Tag color={row.muted ? undefined : "red"}>{row.unread.toLocaleString("zh-CN")} 条新发布</Tag>;
}

export function StandingSearchCard({ row, onRename }: { row: StandingSearchOut; onRename: () => void }) {
  const { modal } = App.useApp();
  const mute = useAction((muted: boolean) => patchStandingSearch(row.id, { muted, version: row.version }), {
    done: row.muted ? "已恢复提示" : "已静音，不再提示",
  });
  const remove = useAction((_: undefined) => deleteStandingSearch(row.id), { done: "已取消订阅" });
  const askRemove = () =>
    modal.confirm({
      title: `取消订阅“${row.name}”？`,
      content: "取消后不再提示；以后可以在检索页重新订阅。",
      okText: "取消订阅",
      cancelText: "保留",
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(undefined),
    });
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <h3>
          <Link to={resultsOf(row)}>{row.name}</Link> <Unread row={row} />
        </h3>
        <label className="row-line">
          <Switch
            size="small"
            checked={row.muted}
            loading={mute.isPending}
            aria-label={`静音：${row.name}`}
            onChange={(muted) => mute.mutate(muted)}
          />
          静音
        </label>
      </Flex>
      {row.search.q && row.search.q !== row.name && <div className="long-text">{row.search.q}</div>}
      <FilterTags search={row.search} />
      <Flex justify="space-between" align="center" gap={8} wrap>
        <span className="quiet">上次查看 {timeText(row.seen_at)}</span>
        <Flex gap={8} wrap>
          <Link to={resultsOf(row)}>
            <Button size="small" type={row.unread > 0 && !row.muted ? "primary" : "default"}>
              查看结果
            </Button>
          </Link>
          <Button size="small" onClick={onRename}>
            改名称
          </Button>
          <Button size="small" danger loading={remove.isPending} onClick={() => void askRemove()}>
            取消订阅
          </Button>
        </Flex>
      </Flex>
    </Flex>
  );
}
