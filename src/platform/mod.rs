//! The only users of browser interfaces, apart from the canvas itself.

pub mod booth;
pub mod break_out;
pub mod clock;
pub mod dropped_files;
pub mod files;
pub mod idle;
pub mod location;
pub mod marks;
pub mod message;
pub mod normal_form;
pub mod page;
pub mod redraw;
pub mod text_worker;
pub mod timer;
