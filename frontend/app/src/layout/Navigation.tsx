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
import { useQuery } from "@tanstack/react-query";
import { Menu } from "antd";
import type { ReactNode } from "react";
import { Link, matchPath, useLocation } from "react-router";
import { listingQuery } from "../api/listings";
import type { ListingNoun } from "../path";
import { isOwn, isStaff, useSession } from "../session/session";
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

/** The chosen section. Who is not staff found somebody else's listing by searching, not among the own ones. */
function useChosenPlace(): string {
  const { pathname } = useLocation();
  const session = useSession();
  const key = placeKey(pathname);
  const noun: ListingNoun = key === "demands" ? "demands" : "achievements";
  const id = matchPath(`/${noun}/:id`, pathname)?.params.id ?? "";
  // The page itself asks for the listing; this only watches what it got.
  const { data } = useQuery({ ...listingQuery(noun, id), enabled: false });
  return id && data && !isStaff(session) && !isOwn(session, data) ? "search" : key;
}

export function Navigation({ onChosen }: { onChosen?: () => void }) {
  const chosen = useChosenPlace();
  const session = useSession();
  return (
    <nav aria-label="主导航">
      <Menu
        mode="inline"
        selectedKeys={[chosen]}
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
