import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Empty } from "antd";
import { matchesQuery, type MatchFilter } from "../../api/matches";
import { Loaded } from "../../ui/Loaded";
import { Pager } from "../../ui/Pager";
import { MatchCard } from "./MatchCard";

export function MatchList({ filter, empty }: { filter: MatchFilter; empty: string }) {
  const query = useQuery({ ...matchesQuery(filter), placeholderData: keepPreviousData });
  return (
    <Loaded query={query} rows={10}>
      {(page) =>
        page.items.length === 0 ? (
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
        )
      }
    </Loaded>
  );
}
