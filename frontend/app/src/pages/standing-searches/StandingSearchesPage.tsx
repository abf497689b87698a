import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { standingSearchesQuery } from "../../api/searches";
import type { StandingSearchOut } from "../../api/types";
import { path } from "../../path";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { RenameModal } from "./RenameModal";
import { StandingSearchCard } from "./StandingSearchCard";

/** Looks again while it is open, as the badge does. */
const again_milliseconds = 60_000;

function Nothing() {
  return (
    <Empty
      className="empty-list"
      description={
        <>
          <p>还没有订阅。检索时点“订阅这个搜索”，以后有符合的新成果、新需求，这里和左侧导航都会提示。</p>
          <Link to={path.search()}>
            <Button type="primary">去检索</Button>
          </Link>
        </>
      }
    />
  );
}

export default function StandingSearchesPage() {
  const query = useQuery({ ...standingSearchesQuery, refetchInterval: again_milliseconds });
  const [renamed, setRenamed] = useState<StandingSearchOut>();
  return (
    <>
      <PageHead
        title="订阅"
        note="自上次查看以来新发布、符合条件、您有权查看的成果和需求。只有您自己看得到这些订阅。"
        extra={
          <Link to={path.search()}>
            <Button>去检索</Button>
          </Link>
        }
      />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing />
          ) : (
            <ul className="card-list" aria-label="订阅的搜索">
              {items.map((row) => (
                <li key={row.id}>
                  <Card size="small">
                    <StandingSearchCard row={row} onRename={() => setRenamed(row)} />
                  </Card>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {renamed && <RenameModal row={renamed} onClose={() => setRenamed(undefined)} />}
    </>
  );
}
