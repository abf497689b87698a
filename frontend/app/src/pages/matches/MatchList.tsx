import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, Empty, Skeleton } from "antd";
import type { ReactNode } from "react";
import { matchesQuery, type MatchFilter } from "../../api/matches";
import { Loaded } from "../../ui/Loaded";
import { Pager } from "../../ui/Pager";
import { MatchCard } from "./MatchCard";

const cards_waiting = 3;

/** As tall as the cards that come. */
function CardsWaiting() {
  return (
    <div className="card-list" role="status" aria-label="正在读取">
      {Array.from({ length: cards_waiting }, (_, place) => (
        <Card key={place} size="small">
          <Skeleton active avatar={{ size: 56 }} title={false} paragraph={{ rows: 5 }} />
        </Card>
      ))}
    </div>
  );
}

export function MatchList({ filter, empty }: { filter: MatchFilter; empty: ReactNode }) {
  const query = useQuery({ ...matchesQuery(filter), placeholderData: keepPreviousData });
  if (query.isPending) return <CardsWaiting />;
  return (
    <Loaded query={query}>
      {(page) => (
        <div className={query.isPlaceholderData ? "reading-again" : undefined} aria-busy={query.isPlaceholderData}>
          {page.items.length === 0 ? (
            <Empty className="empty-list" description={empty} />
          ) : (
            <>
              <ul className="card-list" aria-label="匹配">
                {page.items.map((match) => (
                  <li key={match.id}>
                    <MatchCard match={match} />
                  </li>
                ))}
              </ul>
              <Pager total={page.total} nextCursor={page.next_cursor} />
            </>
          )}
        </div>
      )}
    </Loaded>
  );
}
