// Stands in for Node's types in the projects that must not know them: a library whose types ask for Node's (liquidjs
// does, for a stream nobody here uses) would otherwise make `process` and `Buffer` known in the pure core.
export {};
