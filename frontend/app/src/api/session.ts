import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import { isSignedOut } from "./errors";
import type { DeskOut, ManagerOut, ReferenceOut, SessionOut, SignUpIn } from "./types";

/** Nothing when nobody is signed in. */
export async function currentSession(): Promise<SessionOut | null> {
  try {
    return await unwrap<SessionOut>(api.GET("/session", {}));
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: currentSession, staleTime: 60_000, refetchOnWindowFocus: false });

export const signIn = (body: { login_name: string; password: string }) =>
  unwrap<SessionOut>(api.POST("/session", { body }));
export const signOut = () => unwrap<unknown>(api.DELETE("/session", {}));
export const chooseMembership = (membership_id: string) =>
  unwrap<SessionOut>(api.PUT("/session/membership", { body: { membership_id } }));
export const changePassword = (body: { current: string; new: string }) =>
  unwrap<unknown>(api.PUT("/session/password", { body }));

export const signUp = (body: SignUpIn) => unwrap<SessionOut>(api.POST("/sign-ups", { body }));

/** Dictionaries, rules and limits change with a release, so one load per visit is enough. */
export const referenceQuery = queryOptions({
  queryKey: ["reference"],
  queryFn: () => unwrap<ReferenceOut>(api.GET("/reference", {})),
  staleTime: Infinity,
});

export const deskQuery = queryOptions({ queryKey: ["desk"], queryFn: () => unwrap<DeskOut>(api.GET("/desk", {})) });

export const managersQuery = queryOptions({
  queryKey: ["managers"],
  queryFn: () => unwrap<ManagerOut[]>(api.GET("/managers", {})),
});
