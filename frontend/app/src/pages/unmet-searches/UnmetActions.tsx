import { Button, Flex } from "antd";
import { Link } from "react-router";
import type { UnmetSearchOut } from "../../api/types";
import { path } from "../../path";

/** Ways to close the gap: write the demand, or look at what is there. */
export function UnmetActions({ row }: { row: UnmetSearchOut }) {
  const demand = { title: row.words, problem: row.words, field: row.field };
  return (
    <Flex gap={8} wrap>
      <Link to={path.listingNew("demands", demand)}>
        <Button size="small" type="primary">
          代拟需求
        </Button>
      </Link>
      <Link to={path.search({ q: row.words })}>
        <Button size="small">重新检索</Button>
      </Link>
    </Flex>
  );
}
