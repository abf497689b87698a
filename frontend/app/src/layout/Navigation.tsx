import {
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BellOutlined,
  BookOutlined,
  BulbOutlined,
  FileSearchOutlined,
  HomeOutlined,
  LinkOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  SolutionOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Badge, Flex, Menu } from "antd";
import type { ReactNode } from "react";
import { Link, matchPath, useLocation } from "react-router";
import { listingQuery } from "../api/listings";
import { unreadQuery } from "../api/searches";
import type { ListingNoun } from "../path";
import { isOwn, isStaff, useSession } from "../session/session";
import { type Place, placeKey, places } from "./navigation";

const icons: Record<string, ReactNode> = {
  desk: <HomeOutlined />,
  achievements: <BulbOutlined />,
  demands: <QuestionCircleOutlined />,
  search: <SearchOutlined />,
  "standing-searches": <BellOutlined />,
  "unmet-searches": <FileSearchOutlined />,
  matches: <LinkOutlined />,
  deals: <SolutionOutlined />,
  organizations: <BankOutlined />,
  people: <TeamOutlined />,
  dictionary: <BookOutlined />,
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

/** The name of a section; that of the standing searches with what is new in them. */
function PlaceLink({ place }: { place: Place }) {
  const counted = place.key === "standing-searches";
  const { data } = useQuery({ ...unreadQuery, enabled: counted });
  const unread = counted ? (data?.unread ?? 0) : 0;
  return (
    <Link to={place.to} aria-label={unread > 0 ? `${place.label}，${unread} 条新发布` : undefined}>
      <Flex justify="space-between" align="center" gap={8}>
        {place.label}
        <Badge count={unread} size="small" title="" />
      </Flex>
    </Link>
  );
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
        items={places(session).map((place) => ({
          key: place.key,
          icon: icons[place.key],
          label: <PlaceLink place={place} />,
        }))}
      />
    </nav>
  );
}
