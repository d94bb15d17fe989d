/** The statements of a migration; a trigger's body stays whole. Our migrations put no semicolon inside a text or comment. */
export function splitStatements(sql: string): string[] {
  const plain = sql.replaceAll(/^\s*--.*$/gm, "");
  const statements: string[] = [];
  let current = "";
  for (const part of plain.split(";")) {
    current += `${part};`;
    const isTrigger = /^\s*create\s+trigger/i.test(current);
    if (isTrigger && !/\bend\s*;$/i.test(current)) continue;
    if (current.trim() !== ";") statements.push(current.trim());
    current = "";
  }
  return statements;
}
