import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Descriptions, Flex, Tag } from "antd";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { organizationQuery } from "../../api/organizations";
import type { OrganizationOut } from "../../api/types";
import { dayText } from "../../format/dates";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { isStaff, useSession } from "../../session/session";
import { ActionButton } from "../../ui/ActionButton";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { DemoTag, VerificationTag } from "../../ui/tags";
import { useUrlState } from "../../ui/use-url-state";
import { FilesTab } from "../files/FilesTab";
import { EditOrganizationModal } from "./OrganizationModals";
import { VerificationActions } from "./VerificationActions";

function website(address: string): ReactNode {
  if (!/^https?:\/\//.test(address)) return address || "—";
  return (
    <a href={address} rel="noopener noreferrer" target="_blank">
      {address}
    </a>
  );
}

function OrganizationFacts({ row }: { row: OrganizationOut }) {
  const { label } = useReference();
  const { contact } = row;
  const rows: [string, ReactNode][] = [
    ["单位类型", label("organization_kind", row.kind)],
    ["统一社会信用代码", row.credit_code ?? "—"],
    ["地区", [row.region_label, row.functional_zone].filter(Boolean).join(" · ") || "—"],
    ["地址", row.address || "—"],
    ["网站", website(row.website)],
    ["资质", row.qualifications.length > 0 ? row.qualifications.map((text) => <Tag key={text}>{text}</Tag>) : "—"],
    [
      "联系人",
      contact ? [contact.name, contact.phone, contact.email].filter(Boolean).join("，") || "—" : "引荐双方同意后可见",
    ],
    ["认证时间", dayText(row.verified_at)],
    ...(row.source ? ([["来源", row.source]] as [string, ReactNode][]) : []),
  ];
  return (
    <Descriptions
      size="small"
      bordered
      column={{ xs: 1, lg: 2 }}
      items={rows.map(([name, children]) => ({ key: name, label: name, children }))}
    />
  );
}

function OrganizationView({ row }: { row: OrganizationOut }) {
  const url = useUrlState();
  const session = useSession();
  const own = row.id === session.membership.organization.id;
  return (
    <>
      <PageHead
        title={row.name}
        tags={
          <>
            <VerificationTag verification={row.verification} />
            <DemoTag show={row.is_demo} />
          </>
        }
        extra={
          <>
            {row.verification === "pending" && row.can.verify && <VerificationActions organization={row} />}
            <ActionButton
              disabledReason={!row.can.edit && "只有本单位人员和管理员可以修改"}
              onClick={() => url.change({ dialog: "edit" })}
            >
              编辑
            </ActionButton>
          </>
        }
      />
      <Flex vertical gap={16}>
        {row.verification === "rejected" && (
          <Alert type="warning" showIcon title="认证没有通过" description={row.verification_note} />
        )}
        <Card>
          <Flex vertical gap={16}>
            <OrganizationFacts row={row} />
            {row.introduction && <p className="long-text">{row.introduction}</p>}
            {(isStaff(session) || own) && (
              <Flex gap={16} wrap>
                <Link to={path.listings("achievements", { scope: own ? "mine" : "all", organization_id: row.id })}>
                  这个单位的成果
                </Link>
                <Link to={path.listings("demands", { scope: own ? "mine" : "all", organization_id: row.id })}>
                  这个单位的需求
                </Link>
                <Link to={path.deals({ view: "table", organization_id: row.id })}>这个单位的交易</Link>
              </Flex>
            )}
          </Flex>
        </Card>
        {(own || row.can.edit) && (
          <Card title="文件">
            <FilesTab subject={{ kind: "organization", id: row.id }} canAdd={row.can.edit} />
          </Card>
        )}
      </Flex>
      {url.get("dialog") === "edit" && row.can.edit && (
        <EditOrganizationModal row={row} onClose={() => url.change({ dialog: null })} />
      )}
    </>
  );
}

export default function OrganizationPage() {
  const { id = "" } = useParams();
  const query = useQuery(organizationQuery(id));
  return <Loaded query={query}>{(row) => <OrganizationView row={row} />}</Loaded>;
}
