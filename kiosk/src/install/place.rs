//! The last steps: the staged edition gets its place, the state names it, and what is no longer named goes. Each step leaves
//! a store that serves something whole.

use super::{Examined, InstallError, Installer, Outcome};
use crate::disk::{create_folders, exists, remove_tree};
use crate::store::{Held, State, Store, StoreError};

impl Installer<'_> {
    /// Puts the edition in its place, unless it stands there `whole` already, and serves it.
    pub(super) fn place(
        &self,
        held: &Held,
        mut state: State,
        examined: &Examined,
        whole: bool,
    ) -> Result<Outcome, InstallError> {
        let manifest = &examined.bundle.manifest;
        let sequence = manifest.sequence;
        if !whole {
            state = self.clear_place(held, state, sequence)?;
            self.move_in(examined)?;
        }
        let state = state.serving(sequence, manifest.created);
        self.store.switch(held, &state)?;
        let left_undone = remove_unnamed(self.store, &state).err();
        Ok(Outcome::Installed { sequence, previous: state.previous, left_undone })
    }

    /// Removes a damaged edition of this number. The state stops naming it first.
    fn clear_place(&self, held: &Held, state: State, sequence: u64) -> Result<State, InstallError> {
        let disk = self.store.disk();
        let edition = self.store.edition(sequence);
        let folder = edition.folder();
        let wrong = |error| StoreError::writing(folder, error);
        let mut state = state;
        if state.names(sequence) {
            state = self.store.without(&state, sequence);
            self.store.switch(held, &state)?;
        }
        if exists(disk, folder).map_err(wrong)? {
            remove_tree(disk, folder).map_err(wrong)?;
        }
        Ok(state)
    }

    /// Moves the staged edition to its place, to stay there after a power cut: before the state may name it.
    fn move_in(&self, examined: &Examined) -> Result<(), InstallError> {
        let disk = self.store.disk();
        let editions = self.store.editions_folder();
        let edition = self.store.edition(examined.bundle.manifest.sequence);
        create_folders(disk, &editions).map_err(|error| StoreError::writing(&editions, error))?;
        let moved = disk.rename(&self.staged(examined), edition.folder());
        moved.map_err(|error| StoreError::writing(edition.folder(), error))?;
        for folder in [editions, self.store.incoming()] {
            disk.sync_folder(&folder).map_err(|error| StoreError::writing(&folder, error))?;
        }
        Ok(())
    }
}

/// Removes the editions that the state does not name any more.
fn remove_unnamed(store: &Store, state: &State) -> Result<(), StoreError> {
    for sequence in store.editions()?.into_iter().filter(|sequence| !state.names(*sequence)) {
        let edition = store.edition(sequence);
        remove_tree(store.disk(), edition.folder()).map_err(|error| StoreError::writing(edition.folder(), error))?;
    }
    Ok(())
}
