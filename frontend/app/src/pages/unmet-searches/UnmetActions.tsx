import { Button, Flex } from "antd";
import { Link } from "react-router";
import type { UnmetSearchOut } from "../../api/types";
import { path } from "../../path";
import { isAdmin, useSession } from "../../session/session";

/** Ways to close the gap: write the demand, teach the search the word, or look at what is there. */
export function UnmetActions({ row }: { row: UnmetSearchOut }) {
  const admin = isAdmin(useSession());
  const demand = { title: row.words, problem: row.words, field: row.field };
  return (
    <Flex gap={8} wrap>
      <Link to={path.listingNew("demands", demand)}>
        <Button size="small" type="primary">
          代拟需求
        </Button>
      </Link>
      {admin && (
        <Link to={path.dictionary({ tab: "terms", add: row.words })}>
          <Button size="small">补进词典</Button>
        </Link>
      )}
      <Link to={path.search({ q: row.words })}>
        <Button size="small">重新检索</Button>
      </Link>
    </Flex>
  );
}
