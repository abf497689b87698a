import { type UseQueryResult } from "@tanstack/react-query";
import { Card, Empty, Skeleton, Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import type { Page } from "../api/types";
import { LoadFailure } from "./Loaded";
import { useIsPhone } from "./media";
import { Pager } from "./Pager";

interface RecordListProps<T> {
  query: UseQueryResult<Page<T>>;
  columns: TableColumnsType<T>;
  rowKey: (row: T) => string;
  card: (row: T) => ReactNode;
  empty: ReactNode;
  label: string;
}

/** A page of records: a table on a desktop, cards on a phone, with its loading, empty and failure states. */
export function RecordList<T extends object>({ query, columns, rowKey, card, empty, label }: RecordListProps<T>) {
  const phone = useIsPhone();
  if (query.isError && !query.data) return <LoadFailure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 8 }} aria-label="正在读取" />;
  const { items, total, next_cursor } = query.data;
  if (items.length === 0) return <Empty className="empty-list" description={empty} />;
  return (
    <>
      {phone ? (
        <ul className="card-list" aria-label={label}>
          {items.map((row) => (
            <li key={rowKey(row)}>
              <Card size="small">{card(row)}</Card>
            </li>
          ))}
        </ul>
      ) : (
        <Table<T>
          aria-label={label}
          size="middle"
          rowKey={rowKey}
          columns={columns}
          dataSource={items}
          pagination={false}
          loading={query.isPlaceholderData}
        />
      )}
      <Pager total={total} nextCursor={next_cursor} />
    </>
  );
}
