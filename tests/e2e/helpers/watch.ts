/** What a browser complains about while nobody looks. */

import { expect, type Page } from "./test";

/** Collects console errors, thrown errors, failed requests and error answers of a page from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  page.on("requestfailed", (request) => {
    const failure = request.failure()?.errorText ?? "";
    // A request that the next page made superfluous.
    if (failure !== "net::ERR_ABORTED") complaints.push(`${request.url()}: ${failure}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });
  return complaints;
}

/** No page may be wider than its window. */
export async function expectNoSidewaysScrolling(page: Page) {
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(excess, { message: `${page.url()} is wider than its window` }).toBeLessThanOrEqual(0);
}
