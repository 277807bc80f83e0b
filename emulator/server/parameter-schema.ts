/** The shape of one accepted parameter; the generated table is made of these. */
export type ParameterSchema =
  | { kind: 'string'; emptyable?: boolean }
  | { kind: 'integer'; emptyable?: boolean }
  | { kind: 'number'; emptyable?: boolean }
  | { kind: 'decimal'; emptyable?: boolean }
  | { kind: 'boolean'; emptyable?: boolean }
  | { kind: 'enum'; values: readonly string[]; emptyable?: boolean }
  | { kind: 'array'; of: ParameterSchema; emptyable?: boolean }
  | { kind: 'map'; of: ParameterSchema; emptyable?: boolean }
  | { kind: 'object'; fields: ParameterFields; emptyable?: boolean }
  /** One of several shapes, tried in order (`created`: number or range; `off_session`: boolean or enum). */
  | { kind: 'union'; options: readonly ParameterSchema[]; emptyable?: boolean }
  /** The schema of another entry of the table, for shapes that repeat. */
  | { kind: 'ref'; name: string; emptyable?: boolean };

export type ParameterFields = Readonly<
  Record<string, { readonly schema: ParameterSchema; readonly required?: boolean }>
>;
