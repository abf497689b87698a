/** The public pages over the demo world, as a phone without JavaScript and a crawler read them. */

import { expect, phone_width, test } from "./helpers/test";
import { shot } from "./helpers/shots";
import { complaintsOf, expectNoSidewaysScrolling } from "./helpers/watch";

test.use({ demo: true });

const bytes_max = 30_000;

/** Pages whose address is known; of the others the first that a link leads to. */
const fixed = [
  "/",
  "/search",
  "/search?q=%E8%BD%A6%E9%97%A8%E8%A7%A6%E6%91%B8%E5%B1%8F%E6%80%8E%E4%B9%88%E9%98%B2%E6%B0%B4",
  "/search?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E7%A7%8D%E4%B8%9C%E8%A5%BFqqq",
  "/fields",
  "/fields/01",
  "/industries",
  "/statistics",
  "/statistics/achievements",
  "/statistics/registered",
  "/about",
];

test("every page is whole without JavaScript, on a phone, in few bytes", async ({ visitor, site }) => {
  const page = await visitor({ javaScript: false, width: phone_width });
  const complaints = complaintsOf(page);
  await page.goto("/search?kind=achievement");
  const linked = await firstLinks(page, ["/achievements/"]);
  await page.goto("/search?kind=demand");
  linked.push(...(await firstLinks(page, ["/demands/"])));
  await page.goto(linked[0] ?? "/");
  linked.push(...(await firstLinks(page, ["/organizations/"])));
  await page.goto("/industries");
  linked.push(...(await firstLinks(page, ["/industries/"])));
  expect(linked).toHaveLength(4);
  for (const [place, address] of [...fixed, ...linked].entries()) {
    await test.step(address, async () => {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(200);
      expect((await answer?.body())?.length, `${address} is too heavy`).toBeLessThanOrEqual(bytes_max);
      await expect(page).toHaveTitle(/技桥/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`^${site.url}/`));
      await expectNoSidewaysScrolling(page);
      await shot(page, `public-${String(place).padStart(2, "0")}-phone`);
    });
  }
  expect(complaints).toEqual([]);
});

test("a page that is not there says so and leads on", async ({ visitor }) => {
  const page = await visitor({ javaScript: false, width: phone_width });
  for (const address of ["/nothing-here", "/achievements/CG-0000-00000", "/organizations/00000000-0000-0000-0000-000000000001"]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
    await expectNoSidewaysScrolling(page);
  }
});

test("robots.txt and the sitemap name what may be read", async ({ visitor, site }) => {
  const { request } = await visitor();
  const robots = await (await request.get("/robots.txt")).text();
  expect(robots).toContain("Disallow: /app/");
  expect(robots).toContain(`Sitemap: ${site.url}/sitemap.xml`);
  const index = await (await request.get("/sitemap.xml")).text();
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? "");
  expect(parts.length).toBeGreaterThanOrEqual(3);
  for (const part of parts) {
    const answer = await request.get(part);
    expect(answer.status(), part).toBe(200);
    const pages = [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? "");
    expect(pages.length, part).toBeGreaterThan(0);
    expect((await request.get(pages[0] ?? "")).status(), pages[0]).toBe(200);
  }
});

/** The first link of the page's main part below each of the given paths. */
async function firstLinks(page: import("@playwright/test").Page, below: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of below) {
    const href = await page.locator(`main a[href^="${path}"]`).first().getAttribute("href");
    if (href) found.push(href);
  }
  return found;
}
