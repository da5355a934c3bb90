/** Stands in the package for what nothing in it uses, and the bundler cannot tell. */
export {};
