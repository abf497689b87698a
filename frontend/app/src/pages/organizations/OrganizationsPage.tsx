import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Flex, Input, Segmented, Select, type TableColumnsType } from "antd";
import { Link } from "react-router";
import { organizationsQuery } from "../../api/organizations";
import type { OrganizationOut } from "../../api/types";
import { dayText } from "../../format/dates";
import { path } from "../../path";
import { useReference, type Reference } from "../../reference/reference";
import { isStaff, useSession } from "../../session/session";
import { ActionButton } from "../../ui/ActionButton";
import { PageHead } from "../../ui/PageHead";
import { RecordList } from "../../ui/RecordList";
import { DemoTag, VerificationTag } from "../../ui/tags";
import { useUrlState } from "../../ui/use-url-state";
import { NewOrganizationModal } from "./OrganizationModals";
import { VerificationActions } from "./VerificationActions";

function columns(reference: Reference): TableColumnsType<OrganizationOut> {
  return [
    {
      title: "单位",
      key: "name",
      render: (_, row) => (
        <>
          <Link className="row-title" to={path.organization(row.id)}>
            {row.name}
          </Link>{" "}
          <DemoTag show={row.is_demo} />
          <div className="quiet">{row.credit_code}</div>
        </>
      ),
    },
    { title: "类型", key: "kind", width: 150, render: (_, row) => reference.label("organization_kind", row.kind) },
    { title: "地区", key: "region", width: 180, render: (_, row) => row.region_label || "—" },
    { title: "认证", key: "state", width: 96, render: (_, row) => <VerificationTag verification={row.verification} /> },
    { title: "登记", key: "created", width: 110, render: (_, row) => dayText(row.created_at) },
    {
      title: "操作",
      key: "actions",
      width: 170,
      render: (_, row) => row.verification === "pending" && <VerificationActions organization={row} size="small" />,
    },
  ];
}

function OrganizationCard({ row }: { row: OrganizationOut }) {
  const { label } = useReference();
  return (
    <Flex vertical gap={6}>
      <h3>
        <Link to={path.organization(row.id)}>{row.name}</Link>
      </h3>
      <div className="row-line">
        <VerificationTag verification={row.verification} />
        <DemoTag show={row.is_demo} />
        <span className="quiet">
          {label("organization_kind", row.kind)} · {row.region_label}
        </span>
      </div>
      {row.credit_code && <div className="quiet">{row.credit_code}</div>}
      {row.verification === "pending" && <VerificationActions organization={row} size="small" />}
    </Flex>
  );
}

const verification_options = [
  { value: "all", label: "全部" },
  { value: "pending", label: "待认证" },
  { value: "verified", label: "已认证" },
  { value: "rejected", label: "已驳回" },
];

export default function OrganizationsPage() {
  const url = useUrlState();
  const reference = useReference();
  const staff = isStaff(useSession());
  const verification = url.get("verification") ?? "all";
  const query = useQuery({
    ...organizationsQuery({
      q: url.get("q"),
      kind: url.get("kind"),
      verification: verification === "all" ? undefined : verification,
      cursor: url.get("cursor"),
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead
        title="单位"
        extra={
          <ActionButton
            type="primary"
            disabledReason={!staff && "由技术经理人或管理员登记"}
            onClick={() => url.change({ dialog: "new" }, { keepPage: true })}
          >
            登记单位
          </ActionButton>
        }
      />
      <div className="filters">
        <Segmented
          aria-label="认证状态"
          value={verification}
          options={verification_options}
          onChange={(value) => url.change({ verification: value === "all" ? null : value })}
        />
        <Input.Search
          key={url.get("q")}
          className="filter-text"
          aria-label="按名称或信用代码查找单位"
          placeholder="名称或信用代码"
          allowClear
          defaultValue={url.get("q")}
          maxLength={200}
          onSearch={(q) => url.change({ q })}
        />
        <Select
          aria-label="单位类型"
          allowClear
          placeholder="全部类型"
          value={url.get("kind")}
          options={reference.options("organization_kind")}
          onChange={(kind?: string) => url.change({ kind })}
        />
      </div>
      <RecordList
        label="单位列表"
        query={query}
        rowKey={(row) => row.id}
        columns={columns(reference)}
        card={(row) => <OrganizationCard row={row} />}
        empty={
          <>
            没有符合条件的单位
            {verification !== "all" && (
              <div>
                <Button type="link" onClick={() => url.change({ verification: null })}>
                  查看全部单位
                </Button>
              </div>
            )}
          </>
        }
      />
      {url.get("dialog") === "new" && (
        <NewOrganizationModal onClose={() => url.change({ dialog: null }, { keepPage: true })} />
      )}
    </>
  );
}
