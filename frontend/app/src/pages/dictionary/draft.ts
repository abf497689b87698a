/** What an administrator has changed and not yet saved. Entries are compared as they stand; the server folds them. */

import type { DictionaryChange, WordList } from "../../api/types";

export const word_lists: WordList[] = ["terms", "synonyms", "stop_words"];

export const list_labels: Record<WordList, string> = { terms: "词条", synonyms: "同义词", stop_words: "停用词" };

/** The label of a list that the server names. */
export const listLabel = (name: string) => list_labels[word_lists.find((list) => list === name) ?? "terms"];

export const emptyDraft = (): DictionaryChange => ({
  terms: { add: [], remove: [] },
  synonyms: { add: [], remove: [] },
  stop_words: { add: [], remove: [] },
});

export type DraftAction =
  | { kind: "add"; list: WordList; entries: string[] }
  /** Takes a saved entry out. */
  | { kind: "remove"; list: WordList; entry: string }
  /** Takes back what the draft does with the entry, adding or removing. */
  | { kind: "undo"; list: WordList; entry: string }
  | { kind: "clear" };

const without = (entries: string[], entry: string) => entries.filter((each) => each !== entry);

export function changeDraft(draft: DictionaryChange, action: DraftAction): DictionaryChange {
  if (action.kind === "clear") return emptyDraft();
  const { add = [], remove = [] } = draft[action.list] ?? {};
  switch (action.kind) {
    case "add": {
      // what was only to be removed stays as it is
      const kept = remove.filter((entry) => !action.entries.includes(entry));
      const fresh = action.entries.filter((entry) => !remove.includes(entry));
      return { ...draft, [action.list]: { add: [...new Set([...add, ...fresh])], remove: kept } };
    }
    case "remove":
      return { ...draft, [action.list]: { add, remove: [...new Set([...remove, action.entry])] } };
    case "undo":
      return { ...draft, [action.list]: { add: without(add, action.entry), remove: without(remove, action.entry) } };
  }
}

export const added = (draft: DictionaryChange, list: WordList) => draft[list]?.add ?? [];
export const removed = (draft: DictionaryChange, list: WordList) => draft[list]?.remove ?? [];

export const draftSize = (draft: DictionaryChange) =>
  word_lists.reduce((sum, list) => sum + added(draft, list).length + removed(draft, list).length, 0);

const word_split = /[\s,，、;；]+/u;
const line_split = /[\r\n;；]+/u;

/** Entries of a pasted text: a rule a line for synonyms, words parted by anything for the other lists. Doubles go. */
export function parsePaste(list: WordList, text: string): string[] {
  const parts = list === "synonyms" ? text.split(line_split).map((line) => line.trim()) : text.split(word_split);
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** A two-way rule has no arrow. */
export const isOneWay = (rule: string) => rule.includes("=>");

const names = { add: "新增", remove: "去掉" } as const;

/** `terms.add[3]` → what the draft has there, for a list of wrong rows. */
export function faultPlace(path: string): string {
  const found = /^(terms|synonyms|stop_words)(?:\.(add|remove)\[\d+\])?$/.exec(path);
  const list = word_lists.find((each) => each === found?.[1]);
  if (!list) return "";
  const part = found?.[2] === "add" || found?.[2] === "remove" ? names[found[2]] : "";
  return `${list_labels[list]}${part}`;
}
