declare const brand: unique symbol;

/** A nominal type: a `Base` that only the owner of the name may make. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
