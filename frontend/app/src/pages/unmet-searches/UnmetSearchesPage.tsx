import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Flex, Select, type TableColumnsType } from "antd";
import dayjs from "dayjs";
import { unmetSearchesQuery } from "../../api/searches";
import type { UnmetSearchOut } from "../../api/types";
import { timeText, today } from "../../format/dates";
import { PageHead } from "../../ui/PageHead";
import { RecordList } from "../../ui/RecordList";
import { useUrlState } from "../../ui/use-url-state";
import { UnmetActions } from "./UnmetActions";
import { Instead } from "./Instead";

const columns: TableColumnsType<UnmetSearchOut> = [
  { title: "检索词", key: "words", render: (_, row) => <strong>{row.words}</strong> },
  { title: "领域", key: "field", width: 150, render: (_, row) => row.field_label },
  { title: "次数", key: "searches", width: 90, render: (_, row) => `${row.searches} 次` },
  { title: "人数", key: "visitors", width: 90, render: (_, row) => `${row.visitors} 人` },
  { title: "给出的替代", key: "instead", width: 260, render: (_, row) => <Instead row={row} /> },
  { title: "最近", key: "last", width: 150, render: (_, row) => <span className="quiet">{timeText(row.last_at)}</span> },
  { title: "处理", key: "actions", width: 280, render: (_, row) => <UnmetActions row={row} /> },
];

function UnmetCard({ row }: { row: UnmetSearchOut }) {
  return (
    <Flex vertical gap={6}>
      <h3>{row.words}</h3>
      <div className="quiet">
        {row.field_label} · {row.searches} 次 · {row.visitors} 人 · {timeText(row.last_at)}
      </div>
      <Instead row={row} />
      <UnmetActions row={row} />
    </Flex>
  );
}

function Week({ first, last, onChange }: { first: string; last: string; onChange: (week: string | null) => void }) {
  const step = (days: number) => onChange(dayjs(first).add(days, "day").format("YYYY-MM-DD"));
  return (
    <Flex gap={8} align="center" wrap className="week-picker">
      <Button aria-label="上一周" onClick={() => step(-7)}>
        ‹
      </Button>
      <DatePicker
        picker="week"
        aria-label="周"
        allowClear={false}
        value={dayjs(first)}
        format={() => `${first} 至 ${last}`}
        onChange={(day) => onChange(day?.format("YYYY-MM-DD") ?? null)}
      />
      <Button aria-label="下一周" disabled={last >= today()} onClick={() => step(7)}>
        ›
      </Button>
    </Flex>
  );
}

/** What people looked for in a week and no listing answered whole: where demands and words are missing. */
export default function UnmetSearchesPage() {
  const url = useUrlState();
  const [week, field] = [url.get("week") ?? today(), url.get("field")];
  const query = useQuery({
    ...unmetSearchesQuery({ week, field, cursor: url.get("cursor") }),
    placeholderData: keepPreviousData,
  });
  const fields = query.data?.fields ?? [];
  return (
    <>
      <PageHead title="没有答案的搜索" note="没有一条记录含有全部检索词的搜索，按周统计。只记词语和次数，不记是谁搜的。" />
      <div className="filters">
        <Week
          first={query.data?.first_on ?? week}
          last={query.data?.last_on ?? week}
          onChange={(next) => url.change({ week: next })}
        />
        <Select
          aria-label="技术领域"
          allowClear
          placeholder="全部领域"
          value={field}
          options={fields.map(({ code, label, searches }) => ({ value: code, label: `${label}（${searches} 次）` }))}
          onChange={(next?: string) => url.change({ field: next })}
        />
      </div>
      <RecordList
        label="没有答案的搜索"
        query={query}
        rowKey={(row) => `${row.field} ${row.words}`}
        columns={columns}
        card={(row) => <UnmetCard row={row} />}
        empty="这一周的搜索都有答案"
      />
    </>
  );
}
