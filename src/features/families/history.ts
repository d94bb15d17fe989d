export type Change = { at: string; byName: string | null; fields: string[] };
