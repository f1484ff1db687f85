@echo off
rem Starts the front end of Menagerie. Training happens in worker JVMs that the front end starts.
rem Without delayed expansion a "!" in a path is just that.
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"
rem The root of a drive ends with a backslash, which would escape the quote behind it.
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR%."

set "JAVA=java"
rem Some set it with quotes around it.
if defined JAVA_HOME set "JAVA_HOME=%JAVA_HOME:"=%"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if not exist "%JAVA%" (
  echo runner: JAVA_HOME is "%JAVA_HOME%", which has no bin\java.exe: set it to a Java 17 or later, or unset it. 1>&2
  exit /b 1
)
if not defined JAVA_HOME (
  where /q java
  if errorlevel 1 (
    echo runner: no java found: install Java 17 or later, or set JAVA_HOME to one. 1>&2
    exit /b 1
  )
)

rem The third word of the first line: openjdk version "17.0.15" ...
set "VERSION="
for /f "tokens=3" %%V in ('call "%JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do if not defined VERSION set "VERSION=%%~V"
for /f "delims=.-+" %%V in ("%VERSION%") do set "VERSION=%%V"
if not defined VERSION (
  echo runner: "%JAVA%" does not tell its version: set JAVA_HOME to a Java 17 or later. 1>&2
  exit /b 1
)
rem Java 8 calls itself 1.8.
if %VERSION% LSS 17 (
  echo runner: "%JAVA%" is too old, Java %VERSION%: set JAVA_HOME to a Java 17 or later. 1>&2
  exit /b 1
)

rem These JDKs warn when JNA loads a library or Guice uses Unsafe.
set "FLAGS="
if %VERSION% GEQ 24 set "FLAGS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

rem DJL neither downloads anything nor reports home.
set "OPT_OUT_TRACKING=true"

rem The front end is short-lived, so its flags are for a fast start.
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto %FLAGS% ^
  -Dai.djl.offline=true "-Dmenagerie.home=%HOME_DIR%" ^
  -cp "%HOME_DIR%\lib\*" org.menagerie.runner.Main %*
exit /b %ERRORLEVEL%
