// The module `Generated` is in the folder of that name at the top. A package must not have a module without sources,
// so this file keeps the package whole while that folder is empty, and the generator can be run to fill it.
