/** A real server over fresh data, as somebody starts it: what it prints is all that is known about it. */

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const repository = resolve(import.meta.dirname, "../../..");
const binary = process.env.JIQIAO_BINARY ?? join(repository, "target/debug/jiqiao");
const start_milliseconds = 90_000;

export interface Site {
  url: string;
  dataDir: string;
  /** The first administrator's, as printed; empty for the demo world. */
  adminPassword: string;
  stop: () => Promise<void>;
}

export async function startSite({ demo }: { demo: boolean }): Promise<Site> {
  if (!existsSync(join(repository, "frontend/app/dist/index.html"))) throw new Error("build the workbench first: make app");
  const dataDir = await mkdtemp(join(tmpdir(), "jiqiao-e2e-"));
  const options = ["serve", "--data-dir", dataDir, "--listen", "127.0.0.1:0", ...(demo ? ["--demo"] : [])];
  const server = spawn(binary, options, { cwd: repository, stdio: ["ignore", "pipe", "inherit"], env: quietEnvironment() });
  const stop = async () => {
    await ended(server);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    return { ...(await announced(server)), dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The answer of `jiqiao audit verify` over the site's data; fails when it does. */
export async function auditVerify(site: Site): Promise<string> {
  const { stdout } = await promisify(execFile)(binary, ["audit", "verify", "--data-dir", site.dataDir], { cwd: repository, env: quietEnvironment() });
  return stdout;
}

const quietEnvironment = () => ({ ...process.env, JIQIAO_LOG__FILTER: "warn" });

/** The first line is the address; the second the administrator, or in the demo world the list of logins. */
async function announced(server: ChildProcess): Promise<{ url: string; adminPassword: string }> {
  if (!server.stdout) throw new Error("the server has no output");
  const lines = createInterface({ input: server.stdout });
  const tooLate = setTimeout(() => lines.close(), start_milliseconds);
  let url = "";
  for await (const line of lines) {
    if (!url) {
      url = line.trim();
      continue;
    }
    clearTimeout(tooLate);
    return { url, adminPassword: /密码 ([a-z0-9-]+)/.exec(line)?.[1] ?? "" };
  }
  throw new Error(`the server did not start: ${url || "it printed nothing"}`);
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    server.once("exit", () => done());
    server.kill("SIGTERM");
  });
}
