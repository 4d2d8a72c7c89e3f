//! Invitations of the training server in the window: they come by themselves, become a draft, and say when they are taken back.

use cargorun_desk::app::command::Screen;
use cargorun_desk::app::invites::rows::InviteRow;
use cargorun_desk::app::invites::state::{Post, Subscriptions};
use cargorun_desk::domain::invite::InviteState;
use cargorun_desk::sandbox::AtiFault;
use cargorun_desk::words::Lang;
use egui::{Key, Modifiers};

use super::desk_support::Server;
use super::{Window, open};

impl Window {
    fn invites(&self) -> Vec<InviteRow> {
        self.state().invites.rows.as_ref().map(|rows| rows.to_vec()).unwrap_or_default()
    }

    fn invite(&self, name: &str) -> Option<InviteRow> {
        self.invites().into_iter().find(|row| row.key.entity == name)
    }

    fn invite_state(&self, name: &str) -> Option<InviteState> {
        self.invite(name).map(|row| row.state_at(self.state().now))
    }

    /// Opens the inbox and waits until its receiver answers.
    fn inbox(&mut self) {
        self.click("Приглашения");
        self.until("the receiver", |window| matches!(window.state().invites.post, Post::Listening(_)));
    }

    fn bids(&self) -> usize {
        self.state().bids.lines.as_ref().map_or(0, |lines| lines.len())
    }
}

#[test]
fn an_invitation_comes_by_itself_becomes_a_draft_once_and_says_when_it_is_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let ati = server.running().ati();
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.inbox();
    window.shows("Приглашений пока нет");
    let mut made = None;
    // Most want one truck; the draft of one that wants two is another story.
    while made.is_none() {
        let name = ati.invite();
        window.until("the invitation", |window| window.invite(&name).is_some_and(|row| row.has_name));
        made = window.invite(&name).filter(|row| row.trucks == 1);
    }
    let name = made.unwrap().key.entity;
    assert_eq!(window.invite_state(&name), Some(InviteState::New));
    window.press(Key::ArrowDown);
    window.until("the card", |window| window.state().invites.card.is_some());
    assert_eq!(window.state().invites.selected.as_ref().map(|key| key.entity.clone()), Some(name.clone()));
    window.until("the mark", |window| window.invite_state(&name) == Some(InviteState::Seen));
    window.shows("Карта маршрута");

    let before = window.bids();
    window.press(Key::Enter);
    window.until("the draft beside it", |window| {
        let draft = window.state().invites.draft.as_ref();
        draft.and_then(|draft| draft.prepared.as_ref()).is_some_and(|prepared| !prepared.geocoding)
    });
    window.shows("Заявка, которая получится");
    assert_eq!(window.bids(), before, "nothing is stored yet");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.until("the bid", |window| window.state().screen == Screen::Bids && window.state().card.is_some());
    let bid = window.state().bids.selected.clone().unwrap();
    assert_eq!(window.bids(), before + 1);

    window.inbox();
    window.until("its bid", |window| window.invite_state(&name) == Some(InviteState::Drafted));
    window.click("Открыть заявку");
    window.until("the same bid", |window| window.state().screen == Screen::Bids);
    assert_eq!(
        (window.state().bids.selected.clone(), window.bids()),
        (Some(bid), before + 1),
        "a second press opens it"
    );

    assert!(ati.withdraw(&name));
    window.until("the withdrawal", |window| window.invite_state(&name) == Some(InviteState::Withdrawn));
    window.shows("Отозвано приглашение, по которому есть заявка");
    window.inbox();
    window.shows("Приглашение отозвано на ATI.SU. Заявка, если она сделана, осталась.");
    assert_eq!(window.bids(), before + 1, "the bid stays");
}

#[test]
fn they_come_as_time_passes_through_repeats_disorder_and_forgeries_and_nothing_is_lost_over_a_restart() {
    let (dir, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::with(|options| options.data_dir = Some(data.path().to_path_buf()));
    let ati = server.running().ati();
    for (fault, chance) in [(AtiFault::Repeat, 0.5), (AtiFault::Disorder, 0.5), (AtiFault::Forged, 0.5)] {
        ati.set_fault(fault, chance);
    }
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.inbox();
    server.running().set_speed(120.0);
    window.until("three by themselves", |window| window.invites().len() >= 3);
    server.running().set_speed(0.0);
    let all = |window: &Window| ati.living().iter().all(|(name, _)| window.invite(name).is_some());
    window.until("all that stand", |window| ati.waiting() == 0 && all(window));
    let known = window.invites().len();
    drop(window);

    // While the desk is closed nobody takes them in; the next desk subscribes anew and gets what has waited.
    let (kept, gone) = (ati.invite(), ati.invite());
    assert!(ati.withdraw(&gone));
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.inbox();
    window.until("what has waited", |window| window.invite(&kept).is_some());
    window.until("its end", |window| window.invite_state(&gone) == Some(InviteState::Withdrawn));
    assert_eq!(window.invites().len(), known + 2, "those of before are here, each once");
    window.click("Настройки ATI.SU");
    window.until("the subscriptions", |window| {
        matches!(&window.state().invites.subscriptions, Subscriptions::Known(lines)
            if lines.len() == 2 && lines.iter().all(|line| line.is_ours && line.state == "active"))
    });
    window.shows("orders.invites.sent: работает, на наш приёмник");
}
