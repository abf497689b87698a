import { Descriptions, Flex, Table, Tag, Typography, type DescriptionsProps, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import type { Listing } from "../../api/listings";
import { useReference } from "../../reference/reference";
import { useIsPhone } from "../../ui/media";

export interface Fact {
  label: string;
  children: ReactNode;
}

export function Facts({ facts }: { facts: Fact[] }) {
  const items: DescriptionsProps["items"] = facts.map((fact) => ({ key: fact.label, ...fact }));
  return <Descriptions size="small" bordered column={{ xs: 1, lg: 2 }} items={items} />;
}

/** A headed text; nothing at all when it is empty. */
export function TextBlock({ title, text }: { title: string; text: string | null | undefined }) {
  if (!text) return null;
  return (
    <section>
      <Typography.Title level={4}>{title}</Typography.Title>
      <p className="long-text">{text}</p>
    </section>
  );
}

export function Tags({ values }: { values: string[] }) {
  if (values.length === 0) return <>—</>;
  return (
    <Flex gap={4} wrap>
      {values.map((value) => (
        <Tag key={value}>{value}</Tag>
      ))}
    </Flex>
  );
}

interface RowsProps<T> {
  title: string;
  rows: T[];
  columns: TableColumnsType<T>;
  line: (row: T) => ReactNode;
}

/** Rows of a listing: a table, or lines on a phone. */
export function Rows<T extends object>({ title, rows, columns, line }: RowsProps<T>) {
  const phone = useIsPhone();
  if (rows.length === 0) return null;
  return (
    <section>
      <Typography.Title level={4}>{title}</Typography.Title>
      {phone ? (
        <ul>
          {rows.map((row, index) => (
            <li key={index}>{line(row)}</li>
          ))}
        </ul>
      ) : (
        <Table<T>
          size="small"
          rowKey={(row) => rows.indexOf(row)}
          columns={columns}
          dataSource={rows}
          pagination={false}
        />
      )}
    </section>
  );
}

/** The facts that both kinds of listing have. */
export function useSharedFacts(listing: Listing): Fact[] {
  const reference = useReference();
  const { contact } = listing;
  return [
    { label: "技术领域", children: reference.field(listing.field) },
    { label: "应用行业", children: reference.industry(listing.industry) },
    {
      label: "地区",
      children: [reference.region(listing.region), listing.functional_zone].filter(Boolean).join(" · "),
    },
    { label: "产业链", children: reference.chain(listing.chain) },
    { label: "关键词", children: <Tags values={listing.keywords} /> },
    {
      label: "联系人",
      children: contact ? [contact.name, contact.phone, contact.email].filter(Boolean).join("，") || "—" : "双方同意引荐后可见",
    },
    ...(listing.source ? [{ label: "来源", children: listing.source }] : []),
  ];
}
