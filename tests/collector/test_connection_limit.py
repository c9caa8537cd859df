"""Where there is no room for another connection, the one that has waited longest goes; who asks is heard."""

import socket
from contextlib import ExitStack

from helpcentre.collector.server.connection_limit import Crowd
from tests.collector.process import running
from tests.collector.test_faults import send


class Guest:
    def __init__(self, *, owed=False):
        self.owed, self.gone = owed, False

    def is_owed_an_answer(self):
        return self.owed

    def turn_out(self):
        self.gone = True


def entered(crowd, *guests):
    for guest in guests:
        crowd.enter(guest)
    return guests


def test_while_there_is_room_everybody_stays():
    guests = entered(Crowd(3), Guest(), Guest(), Guest())
    assert not any(guest.gone for guest in guests)


def test_a_new_connection_takes_the_place_of_the_one_that_came_first():
    first, second, _ = entered(Crowd(2), Guest(), Guest(), Guest())
    assert (first.gone, second.gone) == (True, False)


def test_who_has_just_asked_stays_longer_than_who_never_asks():
    crowd = Crowd(2)
    asks, silent = entered(crowd, Guest(), Guest())
    crowd.has_asked(asks)
    entered(crowd, Guest())
    assert (asks.gone, silent.gone) == (False, True)


def test_who_is_owed_an_answer_keeps_the_place():
    owed, other, _ = entered(Crowd(2), Guest(owed=True), Guest(), Guest())
    assert (owed.gone, other.gone) == (False, True)


def test_where_all_are_owed_an_answer_a_new_one_comes_in_beside_them():
    crowd = Crowd(2)
    guests = entered(crowd, Guest(owed=True), Guest(owed=True), Guest())
    assert not any(guest.gone for guest in guests)
    assert len(crowd) == 3


def test_who_left_makes_room():
    crowd = Crowd(2)
    first, second = entered(crowd, Guest(), Guest())
    crowd.leave(first)
    crowd.leave(first)
    entered(crowd, Guest())
    assert not second.gone


def test_a_vote_comes_through_while_silent_ones_take_every_place_again_and_again(tmp_path):
    with running(tmp_path, f"sqlite:///{tmp_path}/feedback.db", limit=128) as collector, ExitStack() as silent:
        answers = []
        for _ in range(4):
            for _ in range(100):
                silent.enter_context(socket.create_connection(("127.0.0.1", collector.port), 5))
            answers.append(send(collector.port)[0])
        assert answers == [201] * 4
