"""The style sheet: spacing, borders and corners that a palette cannot say."""

from __future__ import annotations

from orbitviz.ui.colours import ROW_HOVER, Colours, mix

_TEMPLATE = """
QMainWindow, QDialog {{ background: {panel}; }}
QMainWindow::separator {{ background: {window}; width: 4px; height: 4px; }}
QMainWindow::separator:hover {{ background: {accent}; }}

QMenuBar {{ background: {panel}; padding: 2px 4px; border: none; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {raised_hover}; }}
QMenu {{ background: {raised}; border: 1px solid {line}; padding: 5px; }}
QMenu::item {{ padding: 5px 24px 5px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 6px; }}

QToolBar {{ background: {panel}; border: none; border-bottom: 1px solid {line};
  spacing: 2px; padding: 4px 8px; }}
QToolBar::separator {{ background: {line}; width: 1px; margin: 5px 4px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 4px;
  background: transparent; }}
QToolButton:hover {{ background: {raised_hover}; }}
QToolButton:pressed {{ background: {selection}; }}
QToolButton:checked {{ background: {selection}; }}
QToolButton:focus {{ outline: none; background: {raised_hover}; border-color: {accent}; }}
#link {{ padding: 1px 3px; }}
#qt_toolbar_ext_button {{ padding: 0; border: none; }}

QStatusBar {{ background: {panel}; border-top: 1px solid {line}; color: {muted}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; padding: 2px 10px; }}

QDockWidget {{ color: {text}; }}
QTabBar {{ background: {panel}; border: none; }}
QTabBar::tab {{ background: transparent; color: {muted}; border: none;
  border-bottom: 2px solid transparent; padding: 8px 6px 6px 6px; margin: 0; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:focus {{ color: {accent}; }}
#dockTitle {{ background: {panel}; }}
#dockBody, #timeBar, #yearsBar {{ background: {panel}; }}
#timeBar, #yearsBar {{ border-top: 1px solid {line}; }}
#costHead {{ background: {panel}; border-bottom: 1px solid {line}; }}

QLineEdit, QComboBox {{ background: {field}; border: 1px solid {line}; border-radius: 6px;
  padding: 4px 8px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QComboBox:focus {{ border: 1px solid {accent}; }}
QLineEdit[wrong="true"] {{ border: 1px solid {error}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {line}; padding: 4px; }}

QPushButton {{ background: {raised}; border: 1px solid {line}; border-radius: 6px;
  padding: 4px 12px; }}
QPushButton:hover {{ background: {raised_hover}; }}
QPushButton:pressed {{ background: {selection}; }}
QPushButton:focus {{ border: 1px solid {accent}; }}
QPushButton:default {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; }}
QPushButton:disabled {{ color: {faint}; }}

QRadioButton {{ spacing: 8px; }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 1px solid {muted};
  border-radius: 7px; background: {field}; }}
QRadioButton::indicator:checked {{ border: 4px solid {accent}; width: 6px; height: 6px; }}
QRadioButton:focus {{ color: {accent}; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{ width: 12px; height: 12px; border: 1px solid {muted};
  border-radius: 3px; background: {field}; }}
QCheckBox::indicator:checked {{ border-color: {accent}; background: {accent}; }}
QCheckBox:disabled, QComboBox:disabled {{ color: {faint}; }}
QCheckBox:focus {{ color: {accent}; }}
QSpinBox {{ background: {field}; border: 1px solid {line}; border-radius: 6px;
  padding: 4px 8px; }}
QSpinBox:focus {{ border: 1px solid {accent}; }}
QSpinBox:disabled {{ color: {faint}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; }}

QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}

QTreeView, QListView, QTableView {{ background: {field}; border: none; outline: none;
  selection-background-color: {selection}; selection-color: {text}; }}
#completions {{ background: {raised}; border: 1px solid {line}; padding: 2px; }}
QTreeView::item {{ height: 26px; border: none; }}
QTreeView::item:hover {{ background: {row_hover}; }}
QTreeView::item:selected {{ background: {selection}; }}
QHeaderView {{ background: {panel}; border: none; }}
QHeaderView::section {{ background: {panel}; color: {muted}; border: none;
  border-bottom: 1px solid {line}; padding: 4px 3px; }}

QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}

QProgressBar {{ background: {field}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 1px 2px; }}

#card {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
#finding {{ background: {card}; border: 1px solid {line}; border-left: 4px solid {error};
  border-radius: 6px; }}
AnalysisPanel #card QLabel:disabled, #finding QLabel:disabled {{ color: {muted}; }}
#caption, #footnote {{ color: {muted}; }}
#footnote[wrong="true"] {{ color: {error}; }}
#menuHeading, #menuNote {{ color: {muted}; padding: 4px 12px; }}
#noticeBar {{ background: {raised}; border-bottom: 1px solid {line}; }}
#noticeBar[level="error"] {{ border-left: 3px solid {error}; }}
#noticeBar[level="info"] {{ border-left: 3px solid {accent}; }}
#globeHint {{ background: {raised}; border: 1px solid {line}; border-radius: 6px;
  padding: 6px 12px; }}
#palette {{ background: {raised}; border: 1px solid {line}; border-radius: 10px; }}
#palette QLineEdit {{ background: transparent; border: none; border-bottom: 1px solid {line};
  border-radius: 0; padding: 10px 12px; }}
#palette QListView {{ background: transparent; padding: 4px; }}
#segment {{ border: 1px solid {line}; border-radius: 6px; }}
#segment QToolButton {{ padding: 3px 9px; color: {muted}; }}
#segment QToolButton:checked {{ color: {text}; }}
#keyCap {{ background: {field}; border: 1px solid {line}; border-radius: 4px; padding: 1px 6px;
  color: {muted}; }}
"""


def style_sheet(colours: Colours) -> str:
    """Return the style sheet of the whole program in the given colours."""
    c = vars(colours)
    return _TEMPLATE.format(
        **c,
        raised_hover=mix(colours.raised, colours.text, 0.08),
        row_hover=mix(colours.field, colours.text, ROW_HOVER),
        card=mix(colours.panel, colours.raised, 0.5),
    )
