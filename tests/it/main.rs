//! One integration binary (one link): screens, properties, journeys, the command line, the locales.

mod cli;
mod journeys;
mod lines;
mod locales;
mod national;
mod properties;
mod pty;
mod screens;
mod stage;
