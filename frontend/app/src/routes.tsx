import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { RequireSession } from "./layout/RequireSession";
import { RouteFailure, NotFound } from "./layout/RouteFailure";
import { Waiting } from "./layout/Waiting";
import { workbench_base } from "./path";

type Load = () => Promise<{ default: ComponentType }>;

/** A page is its own chunk, read when it is first opened. */
const page = (at: string, load: Load): RouteObject => ({
  path: at,
  lazy: async () => ({ Component: (await load()).default }),
});

const inside: RouteObject[] = [
  { ...page("/", () => import("./pages/desk/DeskPage")) },
  page("/achievements", () => import("./pages/listings/AchievementsPage")),
  page("/achievements/new", () => import("./pages/listings/AchievementNewPage")),
  page("/achievements/:id", () => import("./pages/listings/AchievementPage")),
  page("/achievements/:id/edit", () => import("./pages/listings/AchievementEditPage")),
  page("/demands", () => import("./pages/listings/DemandsPage")),
  page("/demands/new", () => import("./pages/listings/DemandNewPage")),
  page("/demands/:id", () => import("./pages/listings/DemandPage")),
  page("/demands/:id/edit", () => import("./pages/listings/DemandEditPage")),
  page("/search", () => import("./pages/search/SearchPage")),
  page("/standing-searches", () => import("./pages/standing-searches/StandingSearchesPage")),
  page("/standing-searches/new", () => import("./pages/standing-searches/StandingSearchNewPage")),
  page("/unmet-searches", () => import("./pages/unmet-searches/UnmetSearchesPage")),
  page("/matches", () => import("./pages/matches/MatchesPage")),
  page("/matches/:id", () => import("./pages/matches/MatchPage")),
  page("/match-quality", () => import("./pages/matches/MatchQualityPage")),
  page("/watches", () => import("./pages/watches/WatchesPage")),
  page("/deals", () => import("./pages/deals/DealsPage")),
  page("/deals/:id", () => import("./pages/deals/DealPage")),
  page("/organizations", () => import("./pages/organizations/OrganizationsPage")),
  page("/organizations/:id", () => import("./pages/organizations/OrganizationPage")),
  page("/people", () => import("./pages/people/PeoplePage")),
  page("/audit", () => import("./pages/audit/AuditPage")),
  page("/dictionary", () => import("./pages/dictionary/DictionaryPage")),
  page("/statistics", () => import("./pages/statistics/StatisticsPage")),
  page("/account", () => import("./pages/account/AccountPage")),
  { path: "*", Component: NotFound },
];

export const router = createBrowserRouter(
  [
    {
      ErrorBoundary: RouteFailure,
      HydrateFallback: Waiting,
      children: [
        page("/login", () => import("./pages/account/LoginPage")),
        page("/sign-up", () => import("./pages/account/SignUpPage")),
        { Component: RequireSession, children: [{ ErrorBoundary: RouteFailure, children: inside }] },
      ],
    },
  ],
  { basename: workbench_base },
);
