/** Pictures for people who look at the screens; only where `JIQIAO_SHOTS` names a folder. */

import { join } from "node:path";
import type { Page } from "./test";

const folder = process.env.JIQIAO_SHOTS;

export async function shot(page: Page, name: string) {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: "disabled" });
}
