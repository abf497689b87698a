import {
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BulbOutlined,
  HomeOutlined,
  LinkOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  SolutionOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { Menu } from "antd";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useSession } from "../session/session";
import { placeKey, places } from "./navigation";

const icons: Record<string, ReactNode> = {
  desk: <HomeOutlined />,
  achievements: <BulbOutlined />,
  demands: <QuestionCircleOutlined />,
  search: <SearchOutlined />,
  matches: <LinkOutlined />,
  deals: <SolutionOutlined />,
  organizations: <BankOutlined />,
  people: <TeamOutlined />,
  audit: <AuditOutlined />,
  statistics: <BarChartOutlined />,
};

export function Navigation({ onChosen }: { onChosen?: () => void }) {
  const { pathname } = useLocation();
  const session = useSession();
  return (
    <nav aria-label="主导航">
      <Menu
        mode="inline"
        selectedKeys={[placeKey(pathname)]}
        onClick={onChosen}
        items={places(session).map(({ key, label, to }) => ({
          key,
          icon: icons[key],
          label: <Link to={to}>{label}</Link>,
        }))}
      />
    </nav>
  );
}
