/** The five elements (五要素) by which a demand is taken apart. */
export const element_labels = {
  material: "材料",
  method: "方法",
  effect: "功效",
  product: "产品",
  application: "应用",
} as const;
