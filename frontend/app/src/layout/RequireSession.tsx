import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Navigate, useLocation } from "react-router";
import { referenceQuery, sessionQuery } from "../api/session";
import { path, workbench_base } from "../path";
import { useSessionEnded } from "../session/ended";
import { LoadFailure } from "../ui/Loaded";
import { SessionEndedModal } from "./SessionEndedModal";
import { Waiting } from "./Waiting";
import { WorkbenchLayout } from "./WorkbenchLayout";

const PendingMembership = lazy(() => import("./PendingMembership"));

/** Everything below has a signed-in viewer with an active membership, and the dictionaries. */
export function RequireSession() {
  const session = useQuery(sessionQuery);
  const reference = useQuery(referenceQuery);
  const location = useLocation();
  const ended = useSessionEnded();
  const failed = [session, reference].find((query) => query.isError && query.data === undefined);
  if (failed) return <LoadFailure error={failed.error} retry={() => void failed.refetch()} />;
  if (session.data === undefined || reference.data === undefined) return <Waiting />;
  // A session that ended under a page is renewed in place, so that what was typed stays.
  if (session.data === null && !ended) {
    return <Navigate replace to={path.login(`${workbench_base}${location.pathname}${location.search}${location.hash}`)} />;
  }
  if (session.data === null) return <SessionEndedModal />;
  if (session.data.membership.state === "pending") {
    return (
      <Suspense fallback={<Waiting />}>
        <PendingMembership session={session.data} />
      </Suspense>
    );
  }
  return (
    <>
      <WorkbenchLayout />
      {ended && <SessionEndedModal />}
    </>
  );
}
