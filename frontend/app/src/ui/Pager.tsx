import { Button, Flex } from "antd";
import { useLocation, useNavigate } from "react-router";
import { useUrlState } from "./use-url-state";

interface PagerState {
  before?: string[];
}

const isPagerState = (state: unknown): state is PagerState => typeof state === "object" && state !== null;

/** Pages of a cursor list. The cursor stands in the URL; the way back travels in the history entry. */
export function Pager({ total, nextCursor }: { total: number; nextCursor?: string | null }) {
  const navigate = useNavigate();
  const location = useLocation();
  const cursor = useUrlState().get("cursor") ?? "";
  const before = isPagerState(location.state) ? (location.state.before ?? []) : [];
  const go = (target: string, state: PagerState) => {
    const search = new URLSearchParams(location.search);
    if (target) search.set("cursor", target);
    else search.delete("cursor");
    void navigate({ pathname: location.pathname, search: search.toString() }, { state });
    window.scrollTo({ top: 0 });
  };
  return (
    <Flex className="pager" justify="space-between" align="center" gap={8} wrap>
      <span className="quiet">共 {total.toLocaleString("zh-CN")} 条</span>
      {(cursor || nextCursor) && (
        <Flex gap={8}>
          <Button disabled={!cursor} onClick={() => go(before.at(-1) ?? "", { before: before.slice(0, -1) })}>
            {cursor && before.length === 0 ? "第一页" : "上一页"}
          </Button>
          <Button disabled={!nextCursor} onClick={() => go(nextCursor ?? "", { before: [...before, cursor] })}>
            下一页
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
