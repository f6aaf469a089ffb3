// The part of the worker's script that is written by hand; the glue of the laboratory's program stands
// before it. See `src/laboratory/batch`.
/* global initSync */
