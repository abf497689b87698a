import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Flex, Input, Select, Tag, type TableColumnsType } from "antd";
import { peopleQuery } from "../../api/organizations";
import type { PersonOut } from "../../api/types";
import { useReference } from "../../reference/reference";
import { PageHead } from "../../ui/PageHead";
import { RecordList } from "../../ui/RecordList";
import { DemoTag } from "../../ui/tags";
import { useUrlState } from "../../ui/use-url-state";
import { MembershipModal, NewPersonModal, PasswordModal } from "./people-modals";
import { PersonActions } from "./PersonActions";

function Memberships({ person }: { person: PersonOut }) {
  const { label } = useReference();
  return (
    <Flex gap={4} wrap>
      {person.memberships.map(({ id, organization, role, state }) => (
        <Tag key={id} color={state === "pending" ? "gold" : undefined}>
          {organization.short_name || organization.name} · {label("role", role)}
          {state === "pending" && "（待认证）"}
          {state === "ended" && "（已结束）"}
        </Tag>
      ))}
    </Flex>
  );
}

const columns: TableColumnsType<PersonOut> = [
  {
    title: "姓名",
    key: "name",
    width: 180,
    render: (_, row) => (
      <>
        <strong>{row.display_name}</strong> <DemoTag show={row.is_demo} />
        <div className="quiet">{row.login_name}</div>
      </>
    ),
  },
  { title: "身份", key: "memberships", render: (_, row) => <Memberships person={row} /> },
  {
    title: "联系",
    key: "contact",
    width: 220,
    render: (_, row) => [row.phone, row.email].filter(Boolean).join("，") || "—",
  },
  {
    title: "状态",
    key: "state",
    width: 80,
    render: (_, row) => (row.is_disabled ? <Tag color="red">已停用</Tag> : <Tag color="green">正常</Tag>),
  },
  { title: "操作", key: "actions", width: 300, render: (_, row) => <PersonActions person={row} /> },
];

function PersonCard({ row }: { row: PersonOut }) {
  return (
    <Flex vertical gap={6}>
      <h3>
        {row.display_name} <span className="quiet">{row.login_name}</span> {row.is_disabled && <Tag color="red">已停用</Tag>}
      </h3>
      <Memberships person={row} />
      <div className="quiet">{[row.phone, row.email].filter(Boolean).join("，")}</div>
      <PersonActions person={row} />
    </Flex>
  );
}

const disabledFilter = (state: string | undefined) => (state ? state === "disabled" : undefined);

export default function PeoplePage() {
  const url = useUrlState();
  const query = useQuery({
    ...peopleQuery({ q: url.get("q"), disabled: disabledFilter(url.get("state")), cursor: url.get("cursor") }),
    placeholderData: keepPreviousData,
  });
  const close = () => url.change({ dialog: null, person: null }, { keepPage: true });
  const chosen = query.data?.items.find(({ id }) => id === url.get("person"));
  return (
    <>
      <PageHead
        title="人员"
        extra={
          <Button type="primary" onClick={() => url.change({ dialog: "new" }, { keepPage: true })}>
            新增人员
          </Button>
        }
      />
      <div className="filters">
        <Input.Search
          key={url.get("q")}
          className="filter-text"
          aria-label="按姓名或登录名查找人员"
          placeholder="姓名或登录名"
          allowClear
          defaultValue={url.get("q")}
          maxLength={200}
          onSearch={(q) => url.change({ q })}
        />
        <Select
          aria-label="状态"
          allowClear
          placeholder="全部状态"
          value={url.get("state")}
          options={[
            { value: "active", label: "正常" },
            { value: "disabled", label: "已停用" },
          ]}
          onChange={(state?: string) => url.change({ state })}
        />
      </div>
      <RecordList
        label="人员列表"
        query={query}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <PersonCard row={row} />}
        empty="没有符合条件的人员"
      />
      {url.get("dialog") === "new" && <NewPersonModal onClose={close} />}
      {url.get("dialog") === "password" && chosen && <PasswordModal person={chosen} onClose={close} />}
      {url.get("dialog") === "membership" && chosen && <MembershipModal person={chosen} onClose={close} />}
    </>
  );
}
