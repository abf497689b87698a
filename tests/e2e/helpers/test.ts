/** Playwright's `test` with a server for each file and one browser context for each person. */

import { test as base, type Page } from "@playwright/test";
import { type Site, startSite } from "./site";

export { expect } from "@playwright/test";
export type { Locator, Page } from "@playwright/test";

export interface Credentials {
  login: string;
  password: string;
}

export type ActAs = (person: Credentials, options?: { width?: number }) => Promise<Page>;

interface PerTest {
  /** Set with `test.use({ demo: true })`: the server starts with the demo world. */
  demo: boolean;
  site: Site;
  /** Somebody's own browser, signed in through the login page. */
  actAs: ActAs;
  /** A browser of somebody who is not signed in. */
  visitor: (options?: { javaScript?: boolean; width?: number }) => Promise<Page>;
}

interface PerWorker {
  sites: (file: string, demo: boolean) => Promise<Site>;
}

export const phone_width = 390;
export const desktop_width = 1440;
const height = 900;

export const test = base.extend<PerTest, PerWorker>({
  demo: [false, { option: true }],
  sites: [
    async ({}, use) => {
      const started = new Map<string, Promise<Site>>();
      await use((file, demo) => {
        const site = started.get(file) ?? startSite({ demo });
        started.set(file, site);
        return site;
      });
      for (const site of started.values()) await (await site).stop();
    },
    { scope: "worker" },
  ],
  site: async ({ sites, demo }, use, info) => use(await sites(info.file, demo)),
  visitor: async ({ browser, site }, use) => {
    const open = async ({ javaScript = true, width = desktop_width } = {}) => {
      const viewport = { width, height };
      const context = await browser.newContext({
        baseURL: site.url,
        javaScriptEnabled: javaScript,
        viewport,
        // Menus and dialogs stand where they are clicked, however slow the machine is.
        reducedMotion: "reduce",
      });
      return context.newPage();
    };
    await use(open);
  },
  actAs: async ({ visitor }, use) => {
    await use(async (person, { width } = {}) => {
      const page = await visitor({ width });
      await page.goto("/app/login");
      await signIn(page, person);
      return page;
    });
  },
});

export async function signIn(page: Page, { login, password }: Credentials) {
  await page.getByLabel("登录名").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByRole("button", { name: /^账号菜单/ }).or(page.getByText("认证状态")).waitFor();
}
