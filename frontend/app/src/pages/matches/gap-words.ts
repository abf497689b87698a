/** What can be done about the one gap, in the words of the one who does it. */

import type { Gap } from "./reasons";

/** Who looks: the company, the university, or the technology manager between them. */
export type Viewer = "demand" | "supply" | "staff";

export interface GapWords {
  /** Of the button and of its dialog. */
  action: string;
  /** What the introduction begins with; the person goes on from there. */
  note: string;
}

type Remedies = Record<string, Record<Viewer, GapWords>>;

const remedies: Remedies = {
  ask_pilot: {
    demand: { action: "请对方提中试方案", note: "想请成果方提出中试方案：还缺哪些试验，需要多少时间和经费，能否在我方现场做。" },
    supply: { action: "提出中试方案", note: "我方愿意做中试，想了解贵方能否提供场地、样品或部分经费，以及希望何时达到要求。" },
    staff: { action: "请双方谈中试", note: "请成果方说明还缺哪些试验、时间和经费，请需求方说明能提供的场地和样品。" },
  },
  ask_license: {
    demand: { action: "询问合作方式", note: "想问成果方除现有方式外能否考虑我方希望的方式，或者我方先以许可方式使用。" },
    supply: { action: "询问合作方式", note: "想问贵方能否接受许可或其他方式，我方可以说明许可的范围和期限。" },
    staff: { action: "请双方谈合作方式", note: "请双方谈一谈许可或其他都能接受的方式。" },
  },
  ask_visit: {
    demand: { action: "询问能否到现场", note: "想问成果方能否派人到现场，一年几次，多久能到。" },
    supply: { action: "说明到现场的安排", note: "我方可以派人到现场，想了解贵方需要的次数和到场时间。" },
    staff: { action: "请双方谈到现场", note: "请成果方说明能否派人到现场、多久能到，请需求方说明需要的次数。" },
  },
};

/** What one hopes for who watches the achievement; a place does not change. */
export const watch_words: Record<string, string> = {
  trl: "关注，等它成熟",
  price: "关注，等它降价",
  mode: "关注，等它放宽方式",
};

const instalments: Record<Viewer, GapWords> = {
  demand: { action: "谈分期或提成", note: "想问成果方能否分期付款，或者采用入门费加提成。" },
  supply: { action: "谈分期或提成", note: "我方可以考虑分期付款，或者采用入门费加提成，想听贵方的意见。" },
  staff: { action: "请双方谈分期或提成", note: "请双方谈一谈分期付款，或者入门费加提成。" },
};

/** The words of the remedy that begins with an introduction; nothing when one can only wait. */
export function gapWords({ limit, remedy }: Pick<Gap, "limit" | "remedy">, viewer: Viewer): GapWords | undefined {
  if (remedy === "watch") return limit === "price" ? instalments[viewer] : undefined;
  return remedies[remedy]?.[viewer];
}

/** The gap as the server says it, without the way over it. */
export const gapFact = ({ text }: Pick<Gap, "text">) => text.split("；")[0]?.replace(/。$/, "") ?? text;
